import DLMSyntax
import DLMTensor
import DLMTypes

/// The bindings, `show` and `expect` lines of a file, carried out in order as at a prompt: what a
/// line names is computed there and then, and once.
public struct ScriptJob: Sendable {
    private let environment: RunEnvironment
    private let store: VariableStore

    /// Nil when the file shows and expects nothing.
    init?(_ environment: RunEnvironment, _ store: VariableStore) {
        let isScript = environment.program.main.file.declarations.contains { declaration in
            switch declaration {
            case .script, .expression: true
            default: false
            }
        }
        guard isScript else { return nil }
        self.environment = environment
        self.store = store
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// Expectations that were met.
        public var kept = 0
        /// One diagnostic for each that was not.
        public var failures: [Diagnostic] = []

        public func rendered(colour: Bool) -> String {
            DiagnosticRenderer(colour: colour).render(failures)
        }
    }

    /// Runs the file's lines.
    ///
    /// - Parameter print: takes what `show` prints, a value at a time.
    /// - Throws: `ProgramFault` when a line cannot be computed; what came before it was printed.
    public func run(
        _ runtime: Runtime, isInterrupted: @escaping () -> Bool = { false },
        print: (String) -> Void
    ) throws(ProgramFault) -> Outcome {
        let evaluator = environment.evaluator(.run(store), isTraining: false)
        let work = Materializer(
            evaluator: evaluator, runtime: runtime, seed: store.seed, isInterrupted: isInterrupted)
        let module = environment.program.main
        var outcome = Outcome()
        for declaration in module.file.declarations {
            if isInterrupted() {
                throw ProgramFault(
                    stage: .data,
                    diagnostics: [
                        .error(.interrupted, "stopped before this line", at: declaration.span)
                    ])
            }
            switch declaration {
            case .binding(let node):
                guard let name = node.pattern.names.first else { continue }
                _ = evaluator.global(name.name, in: module)
                let value = evaluator.globals[ObjectIdentifier(node)] ?? .error
                evaluator.globals[ObjectIdentifier(node)] = try work.computed(
                    value, at: node.value.span)
            case .script(let node):
                try carryOut(node, work, &outcome, print)
            case .expression(let expr):
                let value = evaluator.evaluate(expr, in: Scope(module))
                try evaluator.throwErrors()
                try work.write(value, at: expr.span)
            default: continue
            }
            try evaluator.throwErrors()
        }
        return outcome
    }

    private func carryOut(
        _ node: ScriptDeclaration, _ work: Materializer, _ outcome: inout Outcome,
        _ print: (String) -> Void
    ) throws(ProgramFault) {
        let scope = Scope(environment.program.main)
        var parts: [String] = []
        for expr in node.values {
            let value = try work.computed(work.evaluator.evaluate(expr, in: scope), at: expr.span)
            try work.evaluator.throwErrors()
            if node.verb == .expect {
                guard let truth = work.evaluator.condition(value, expr) else { continue }
                if truth.holds {
                    outcome.kept += 1
                } else {
                    outcome.failures.append(try Self.unmet(expr, work, scope))
                }
            } else if case .string(let text) = value {
                parts.append(text)
            } else {
                parts.append(Self.labelled(value, expr))
            }
        }
        if node.verb == .show { print(parts.joined(separator: "  ")) }
    }

    /// `loss = 0.3812`; a value of several lines begins on its own.
    static func labelled(_ value: Value, _ expr: Expr) -> String {
        let text = ValueText.text(value)
        let source = expr.span.text
        if source.contains("\n") { return text }
        return text.contains("\n") ? "\(source) =\n\(text)" : "\(source) = \(text)"
    }

    /// Says what was expected, and what the operands of a comparison were.
    static func unmet(
        _ expr: Expr, _ work: Materializer, _ scope: Scope
    ) throws(ProgramFault) -> Diagnostic {
        var diagnostic = Diagnostic.error(
            .unmetExpectation, "an expectation is not met", at: expr.span, "does not hold")
        var operands: [Expr] = []
        switch expr.kind {
        case .binary(_, let left, let right): operands = [left, right]
        case .call(let call): operands = call.arguments.map(\.value)
        default: break
        }
        var arrays: [HostArray] = []
        for operand in operands.prefix(2) {
            let value = try work.computed(
                work.evaluator.evaluate(operand, in: scope), at: operand.span)
            if let array = work.array(value) { arrays.append(array) }
            let text = ValueText.text(value)
            if text.utf8.count < 400 {
                diagnostic = diagnostic.note("\(operand.span.text) = \(text)")
            }
        }
        if arrays.count == 2, let farthest = HostArray.farthest(arrays[0], arrays[1]) {
            diagnostic = diagnostic.note(farthest)
        }
        return diagnostic
    }
}

extension HostArray {
    /// Where two arrays of one shape differ most; nil when they are equal or of other shapes.
    fileprivate static func farthest(_ left: HostArray, _ right: HostArray) -> String? {
        guard left.shape == right.shape else {
            return "the shapes are \(left.shape) and \(right.shape)"
        }
        let pairs = zip(left.doubles, right.doubles)
        let distances = pairs.map { $0 == $1 ? 0 : abs($0 - $1) }
        guard let worst = distances.indices.max(by: { distances[$0] < distances[$1] }),
            distances[worst] != 0
        else { return nil }
        var place: [Int] = []
        var rest = worst
        for length in left.shape.reversed() {
            place.insert(rest % length, at: 0)
            rest /= length
        }
        let distance = TensorText.format("%.3g", distances[worst])
        let a = TensorText.format("%.7g", left.doubles[worst])
        let b = TensorText.format("%.7g", right.doubles[worst])
        let location = place.isEmpty ? "" : " at \(place)"
        return "the largest difference is \(distance)\(location): \(a) and \(b)"
    }
}
