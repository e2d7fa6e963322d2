import DLMSyntax
import DLMTensor
import DLMTypes

/// A function of the embedding program with its type in the language: calls are checked like those
/// of a `def`.
struct DeclaredHostFunction: Sendable {
    let function: HostFunction
    private let declaration: FunctionDeclaration
    private let module: Module

    var name: String { function.name }

    /// - Throws: `ProgramFault` for a type that does not parse or is none of a function on tensors.
    init(_ function: HostFunction, type: String) throws(ProgramFault) {
        self.function = function
        let head = "def \(function.name)"
        let source = SourceFile(
            path: "the type of \(function.name)", text: "\(head)\(type) { 0.0 }")
        var loader = ProgramLoader(readFile: { _ in nil })
        let program = loader.load(source)
        var found = loader.diagnostics
        let names = ProgramCheck(program, host: EvaluatorHost())
        found.addNew(names.diagnostics)
        guard !found.hasErrors else {
            throw ProgramFault(stage: .check, diagnostics: found.sorted)
        }
        guard program.main.file.declarations.count == 1,
            case .function(let declaration)? = program.main.file.declarations.first,
            declaration.name.name == function.name, let result = declaration.result,
            Self.tensorTypes(result) != nil
        else {
            let diagnostic = Diagnostic.error(
                .typeMismatch, "\(type) is not the type of a function that gives tensors",
                at: Span(source, head.utf8.count, head.utf8.count + type.utf8.count)
            ).help("write it like (x: Float[B, T], n: Int) -> Float[B]")
            throw ProgramFault(stage: .check, diagnostics: [diagnostic])
        }
        self.declaration = declaration
        module = program.main
    }

    /// Tensor types of a result: one, or those of a tuple.
    private static func tensorTypes(_ type: TypeExpr) -> [(Identifier, [Extent])]? {
        switch type.kind {
        case .tensor(let element, let extents):
            return TensorElement(element.name) == nil ? nil : [(element, extents)]
        case .name(let name) where TensorElement(name.name) != nil: return [(name, [])]
        case .tuple(let parts):
            var types: [(Identifier, [Extent])] = []
            for part in parts {
                guard let one = tensorTypes(part), one.count == 1 else { return nil }
                types += one
            }
            return types
        default: return nil
        }
    }

    /// Checks a call and adds it to the graph.
    func apply(
        _ evaluator: Evaluator, _ arguments: [CallArgument], _ span: Span, _ place: Span
    ) -> Value {
        let scope = Scope(module)
        guard
            evaluator.bind(
                arguments, to: declaration.parameters, of: name, in: scope, at: span)
        else { return .error }
        var inputs: [Tensor] = []
        var given: [String: StaticValue] = [:]
        for parameter in declaration.parameters {
            let value = scope.local(parameter.name.name) ?? .error
            if case .tensor(let tensor) = value {
                inputs.append(tensor.tensor)
            } else if let known = value.staticValue {
                given[parameter.callName] = known
            }
        }
        guard let types = resultTypes(evaluator, scope, span) else { return .error }
        do throws(OpError) {
            let made = try evaluator.withOrigin(span) { () throws(OpError) in
                try Tensor.calling(function, inputs, arguments: given, results: types)
            }
            let values = made.map { Value.tensor(TensorValue($0, place)) }
            return values.count == 1 ? values[0] : .tuple(values)
        } catch {
            return evaluator.fail(error, at: span, name: name, operands: [])
        }
    }

    private func resultTypes(
        _ evaluator: Evaluator, _ scope: Scope, _ span: Span
    ) -> [TensorType]? {
        guard let result = declaration.result, let written = Self.tensorTypes(result) else {
            return nil
        }
        var types: [TensorType] = []
        for (element, extents) in written {
            guard let element = TensorElement(element.name) else { return nil }
            var shape: [Dim] = []
            for extent in extents {
                switch extent {
                case .rest: shape += scope.restAxes ?? []
                case .size(let expr):
                    guard let dim = evaluator.evaluate(expr, in: scope).dim else {
                        if !evaluator.diagnostics.hasErrors {
                            _ = evaluator.fail(
                                .notStatic, "\(name): the length \(expr.span.text) is not known",
                                at: span)
                        }
                        return nil
                    }
                    shape.append(dim)
                }
            }
            types.append(TensorType(element.dtype, shape, kind: element.kind))
        }
        return types
    }
}
