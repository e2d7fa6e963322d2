import DLMSyntax
import DLMSystem
import DLMTensor
import DLMTypes

/// Values of names. They do not change once they are made, so elaborations may share them.
struct NamedValues: @unchecked Sendable {
    var values: [String: Value] = [:]
}

/// What every elaboration of a program shares: its text, the values given to options, its data.
/// Immutable, so that steps of several batch shapes can be elaborated at once.
struct RunEnvironment: Sendable {
    let program: Program
    var overrides = ReadOverrides()
    /// Data blocks whose facts are known, by name.
    var data: [String: DataBlockValue] = [:]
    let system: Host
    /// What the embedding program adds to the language.
    var extensions = Extensions()
    /// Names of the main file that have a value already, as in a session.
    var named = NamedValues()

    init(program: Program, host system: Host) {
        self.program = program
        self.system = system
    }

    /// What the evaluator sees around it.
    var host: EvaluatorHost {
        var host = EvaluatorHost()
        host.files = system.files
        host.values = named.values
        host.options = overrides.options.mapValues { Value($0) }
        host.globals = DataBuiltins.all(host: system)
            .merging(extensions.globals) { _, own in own }
        let known = data
        host.dataValue = { node, module, evaluator in
            if let value = known[node.name.name] { return .object(value) }
            return .object(evaluator.evaluateDataBlock(node, in: module).value)
        }
        return host
    }

    func evaluator(_ placement: ElaborationContext.Placement, isTraining: Bool) -> Evaluator {
        Evaluator(
            program, context: ElaborationContext(placement, isTraining: isTraining), host: host)
    }

    /// The run blocks of the main file, settings given from outside put in.
    func blocks(_ diagnostics: inout Diagnostics) -> [RunBlock] {
        var result: [RunBlock] = []
        var firstTrain: RunDeclaration?
        for declaration in program.main.file.declarations {
            switch declaration {
            case .train(let node):
                if let firstTrain {
                    diagnostics.add(
                        Diagnostic.error(
                            .notSupported, "a program has one train block in this version",
                            at: node.model.span
                        ).also(firstTrain.model.span, "the first one"))
                    continue
                }
                firstTrain = node
                var block = RunBlock(.train, node, program.main, &diagnostics)
                for (name, expr) in overrides.settings {
                    let place = block.settings[name]?.name ?? Identifier(name, expr.span)
                    block.settings[name] = RunBlock.Setting(name: place, value: expr)
                }
                block.reportMissing(&diagnostics)
                result.append(block)
            case .evaluate(let node):
                let block = RunBlock(.evaluate, node, program.main, &diagnostics)
                block.reportMissing(&diagnostics)
                result.append(block)
            case .predict(let node):
                result.append(RunBlock(.predict, node, program.main, &diagnostics))
            default: break
            }
        }
        return result
    }
}
