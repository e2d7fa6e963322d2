import DLMSyntax
import DLMTensor
import DLMTypes

/// The functions that Swift code implements, by name: the catalogue of operations, and what needs
/// the evaluator: static arithmetic, sizes, random tensors.
enum BuiltinTable {
    static let all: [String: Builtin] = {
        var table: [String: Builtin] = [:]
        for entry in OpCatalog.entries {
            let builtin = Builtin(operation: entry)
            table[builtin.name] = builtin
        }
        for builtin in ofEvaluator { table[builtin.name] = builtin }
        // On static numbers these compute at once.
        for (name, rule) in StaticFunctions.rules {
            if let operation = table[name] { table[name] = operation.computing(rule) }
        }
        return table
    }()

    /// Those that need the evaluator.
    static let ofEvaluator: [Builtin] =
        sizes + conversions + random + dropoutMasks + labels + scalars + loops + derivatives
        + files + masks + [requirement]

    /// Initialisers, which only the first value of a variable knows by these names.
    static let initializers: [String: Builtin] = {
        var table: [String: Builtin] = [:]
        for entry in InitializerCatalog.entries {
            table[entry.signature.name] = Builtin(entry.signature) { evaluator, call in
                let arguments = call.values.compactMap(\.staticValue)
                guard arguments.count == call.values.count else { return .error }
                return .initializer(
                    InitializerValue(name: entry.signature.name, arguments: arguments))
            }
        }
        return table
    }()

    static var names: [String] { Array(all.keys) }
}

extension Builtin {
    /// The function that an operation of the catalogue is in the language.
    init(operation entry: OpEntry) {
        let name = entry.signature.name
        self.init(entry.signature) { evaluator, call in
            var arguments: [OpArgument] = []
            for value in call.values {
                switch value {
                case .tensor(let tensor): arguments.append(.tensor(tensor.tensor))
                case .list(let items) where !items.isEmpty && items.allSatisfy(\.isTensorLike):
                    arguments.append(.tensors(items.compactMap { evaluator.tensor($0) }))
                default:
                    guard let fixed = value.staticValue else { return .error }
                    arguments.append(.value(fixed))
                }
            }
            let results = evaluator.buildAll(call, name: name) { () throws(OpError) in
                try entry.buildAll(arguments)
            }
            guard let results else { return .error }
            if entry.givesList { return .list(results) }
            return results.count == 1 ? results[0] : .tuple(results)
        }
    }

    /// The same function, which computes at once when all its arguments are static numbers.
    fileprivate func computing(_ rule: StaticFunctions.Rule) -> Builtin {
        let graph = apply
        // The tensor parameters take static numbers as they are; the graph's version converts.
        let parameters = parameters.map {
            BuiltinParameter(
                $0.name, $0.type == .tensor ? nil : $0.type, default: $0.defaultValue)
        }
        let count = self.parameters.count
        let name = name
        return Builtin(name, parameters, documentation: documentation, example: example) {
            evaluator, call in
            if let value = rule.value(call.values) { return value }
            var values: [Value] = []
            for (index, value) in call.values.enumerated().prefix(count) {
                guard let tensor = evaluator.tensor(value) else {
                    return evaluator.fail(
                        .typeMismatch, "\(name) does not take \(value.noun)",
                        at: call.spans[index] ?? call.span, "wants a tensor or a number")
                }
                values.append(.tensor(TensorValue(tensor, value.place ?? call.spans[index])))
            }
            return graph(
                evaluator,
                BuiltinCall(
                    values: values, spans: call.spans, span: call.span,
                    resultSpan: call.resultSpan, hasUnknowns: call.hasUnknowns))
        }
    }
}

extension Evaluator {
    /// Builds the tensor of a built-in; a refusal underlines the callee.
    func build(
        _ call: BuiltinCall, name: String, _ make: () throws(OpError) -> Tensor
    ) -> Value {
        let results = buildAll(call, name: name) { () throws(OpError) in [try make()] }
        return results?.first ?? .error
    }

    /// Refuses an argument that is not known before the run; a definition by itself may leave it
    /// open.
    func refuseOpen(_ call: BuiltinCall, _ position: Int, _ what: String) -> Value {
        if context.isDefinitionCheck { return .error }
        return fail(
            .notStatic, "\(what) must be known before the run",
            at: call.spans[position] ?? call.span, "this is \(call.values[position].noun)")
    }

    /// Builds the results of a built-in; nil when it was refused.
    func buildAll(
        _ call: BuiltinCall, name: String, _ make: () throws(OpError) -> [Tensor],
        unless isTold: () -> Bool = { false }
    ) -> [Value]? {
        do throws(OpError) {
            let tensors = try withOrigin(call.span, make)
            return tensors.map { .tensor(TensorValue($0, call.resultSpan)) }
        } catch {
            if isTold() { return nil }
            // A stand-in for a value that only a run knows proves nothing.
            if call.hasUnknowns, case .argument = error.reason { return nil }
            if context.isDefinitionCheck, case .argument = error.reason { return nil }
            _ = fail(
                error, at: call.span, name: name,
                operands: Array(zip(call.values, call.spans)).map { ($0, $1) })
            return nil
        }
    }
}
