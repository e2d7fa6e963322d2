import DLMSyntax
import DLMTensor
import DLMTypes

extension ProgramSession {
    /// A program that was read and checked.
    struct Checked: Sendable {
        let environment: RunEnvironment
        let blocks: [RunBlock]
        let diagnostics: Diagnostics
    }

    /// Every diagnostic of the program. No data is touched.
    public func check() -> CheckResult {
        CheckResult(diagnostics: checked().diagnostics.sorted)
    }

    /// Reads the program, puts the overrides in and checks everything.
    func checked() -> Checked {
        var loader = ProgramLoader(readFile: host.program)
        let read = text.map { loader.load(SourceFile(path: path, text: $0)) } ?? loader.load(path)
        guard let loaded = read else { return missing(loader.reason) }
        var diagnostics = loader.diagnostics
        let names = ProgramCheck(loaded, host: environment(loaded).host)
        diagnostics.add(contentsOf: names.diagnostics)
        var environment = environment(names.program)

        let reading = environment.evaluator(.check, isTraining: false)
        environment.overrides = OverrideReader(program: names.program, evaluator: reading)
            .read(overrides)
        diagnostics.addNew(reading.diagnostics)

        // Evaluated once, so that all blocks see the same symbols for what only the data knows.
        let sources = environment.evaluator(.check, isTraining: true)
        for name in names.program.dataNames {
            guard let (node, module) = names.program.data(name) else { continue }
            environment.data[name] = sources.evaluateDataBlock(node, in: module).value
        }
        diagnostics.addNew(sources.diagnostics)

        let models = ElaboratedModels()
        var visited = checkModels(environment, models, &diagnostics).union(sources.visited)
        let blocks = environment.blocks(&diagnostics)
        for block in blocks {
            let checker = BlockChecker(environment: environment, models: models, block: block)
            visited.formUnion(checker.check(&diagnostics))
        }
        let rest = environment.evaluator(.checkDefinition, isTraining: true)
        rest.checkUnusedDefinitions(visited: visited)
        diagnostics.addNew(rest.diagnostics)
        return Checked(environment: environment, blocks: blocks, diagnostics: diagnostics)
    }

    private func environment(_ program: Program) -> RunEnvironment {
        var environment = RunEnvironment(program: program, host: host)
        environment.extensions = extensions
        return environment
    }

    /// Models for every input that their signatures allow, in both modes, and everything else that
    /// a file declares. Gives the definitions that were evaluated.
    private func checkModels(
        _ environment: RunEnvironment, _ models: ElaboratedModels,
        _ diagnostics: inout Diagnostics
    ) -> Set<ObjectIdentifier> {
        var visited: Set<ObjectIdentifier> = []
        for isTraining in [true, false] {
            let evaluator = environment.evaluator(.check, isTraining: isTraining)
            evaluator.elaborated = models
            for module in environment.program.userModules {
                for declaration in module.file.declarations {
                    switch declaration {
                    case .model(let node):
                        evaluator.context = ElaborationContext(.check, isTraining: isTraining)
                        _ = evaluator.checkModel(node, in: module)
                    case .option(let node): _ = evaluator.global(node.name.name, in: module)
                    case .binding(let node):
                        for name in node.pattern.names {
                            _ = evaluator.global(name.name, in: module)
                        }
                    case .script, .expression:
                        if !isTraining { evaluator.checkScript(declaration, in: module) }
                    default: continue
                    }
                }
            }
            visited.formUnion(evaluator.visited)
            diagnostics.addNew(evaluator.diagnostics)
        }
        models.isRecording = false
        return visited
    }

    private func missing(_ reason: String?) -> Checked {
        let source = SourceFile(path: path, text: "")
        var diagnostics = Diagnostics()
        diagnostics.add(
            Diagnostic.error(
                reason == nil ? .fileNotFound : .unreadableFile,
                "the program \(path) cannot be read: \(reason ?? "there is no such file")",
                at: Span(source, 0, 0)
            ).help(
                reason == nil
                    ? "check the path; a program is a file such as models/resnet34.dlm" : nil))
        var loader = ProgramLoader(readFile: { _ in nil })
        let empty = loader.load(source)
        return Checked(
            environment: RunEnvironment(program: empty, host: host), blocks: [],
            diagnostics: diagnostics)
    }
}
