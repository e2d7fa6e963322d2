import DLMSyntax
import DLMTensor
import DLMTypes

/// Arguments that stand for every call of a signature: fresh symbols for capitals, unknown values
/// for static parameters.
struct SymbolicArguments {
    let evaluator: Evaluator
    /// The role of symbols made for lengths.
    let role: DimSymbol.Role
    /// Symbols of capitals live here while a signature is read.
    private let scope: Scope

    /// `configuration` holds the values that the signature of a layer's inputs may name.
    init(
        _ evaluator: Evaluator, _ module: Module, role: DimSymbol.Role,
        configuration: [String: Value] = [:]
    ) {
        self.evaluator = evaluator
        self.role = role
        scope = Scope(module, values: configuration)
    }

    /// One argument a parameter, in order. Static parameters come first in a block: types of its
    /// inputs may refer to them.
    func arguments(_ parameters: [FormalParameter]) -> [CallArgument] {
        for parameter in parameters {
            guard case .tensor(_, let extents)? = parameter.type?.kind else { continue }
            for case .size(let expr) in extents { bindCapitals(expr) }
        }
        return parameters.map { parameter in
            let value = value(of: parameter)
            scope.bind(parameter.name.name, value)
            return CallArgument(value, parameter.name.span)
        }
    }

    private func bindCapitals(_ expr: Expr) {
        let name: String
        switch expr.kind {
        case .name(let written): name = written
        case .ragged(let identifier): name = identifier.name
        default:
            expr.kind.forEachChild { bindCapitals($0) }
            return
        }
        guard Identifier(name, expr.span).isCapitalised, scope.local(name) == nil,
            scope.module.resolve(name) == nil
        else { return }
        scope.bind(name, .int(Dim(DimSymbol(name, role: role))))
    }

    private func value(of parameter: FormalParameter) -> Value {
        guard let type = parameter.type else { return .error }
        return value(of: type, named: parameter.name)
    }

    private func value(of type: TypeExpr, named name: Identifier) -> Value {
        switch type.kind {
        case .tensor(let element, let extents):
            guard let element = TensorElement(element.name) else { return .error }
            var shape: [Dim] = []
            for extent in extents {
                switch extent {
                case .rest: return .error
                case .size(let expr):
                    if case .ragged = expr.kind { return evaluator.unsupportedRagged(expr.span) }
                    if case .name("_") = expr.kind {
                        shape.append(Dim(DimSymbol("_", role: role)))
                        continue
                    }
                    guard let dim = evaluator.evaluate(expr, in: scope).dim else { return .error }
                    shape.append(dim)
                }
            }
            let type = TensorType(element.dtype, shape, kind: element.kind)
            return .tensor(TensorValue(.placeholder(name.name, type), name.span))
        case .name(let written):
            switch NamedType(rawValue: written.name) {
            case .int:
                return .int(Dim(DimSymbol(name.name, role: .argument)))
            case .float: return .unknown(.float)
            case .bool: return .unknown(.bool)
            case .string: return .unknown(.string)
            case .path: return .unknown(.path)
            case .duration: return .unknown(.duration)
            default: break
            }
            if case .enumeration? = scope.module.resolve(written.name)?.declaration {
                return .unknown(.enumeration)
            }
            return .error
        default: return .error
        }
    }
}
