import DLMSyntax
import DLMTensor
import DLMTypes

@testable import DLMLanguage

/// A program text with the library around it, for tests of the evaluator.
struct TestProgram {
    let program: Program
    let host: EvaluatorHost
    /// From parsing, names and definitions.
    var diagnostics: Diagnostics

    init(
        _ text: String, files: [String: String] = [:], host: EvaluatorHost = EvaluatorHost()
    ) {
        var loader = ProgramLoader { path in files[path].map { Array($0.utf8) } }
        let loaded = loader.load(SourceFile(path: "test.dlm", text: text))
        let check = ProgramCheck(loaded, host: host)
        program = check.program
        self.host = host
        diagnostics = loader.diagnostics
        diagnostics.add(contentsOf: check.diagnostics)
    }

    func evaluator(
        _ placement: ElaborationContext.Placement = .check, training: Bool = true
    ) -> Evaluator {
        Evaluator(
            program, context: ElaborationContext(placement, isTraining: training), host: host)
    }

    /// The declaration of a model.
    func model(_ name: String) -> ModelDeclaration? {
        guard case .model(let node)? = program.main.declarations[name] else { return nil }
        return node
    }

    /// Elaborates every model and every definition, as a check does; codes with their lines.
    func check() -> [String] {
        var all = diagnostics
        var visited: Set<ObjectIdentifier> = []
        for isTraining in [true, false] {
            let evaluator = evaluator(training: isTraining)
            for case .model(let node) in program.main.file.declarations {
                _ = evaluator.checkModel(node, in: program.main)
            }
            visited.formUnion(evaluator.visited)
            all.add(contentsOf: evaluator.diagnostics)
        }
        let definitions = evaluator(.checkDefinition)
        definitions.checkUnusedDefinitions(visited: visited)
        all.add(contentsOf: definitions.diagnostics)
        return all.sorted.map { "\($0.code.rawValue):\($0.primary.span.position.line)" }
    }

    /// The diagnostics as shown.
    func rendered() -> String {
        var all = diagnostics
        let evaluator = evaluator()
        for case .model(let node) in program.main.file.declarations {
            _ = evaluator.checkModel(node, in: program.main)
        }
        all.add(contentsOf: evaluator.diagnostics)
        return DiagnosticRenderer(colour: false).render(all.sorted)
    }

    /// The value of the global `result`.
    func result(_ evaluator: Evaluator) -> Value {
        evaluator.global("result", in: program.main) ?? .error
    }
}

extension Value {
    /// The type of a tensor, as text.
    var typeText: String? {
        if case .tensor(let tensor) = self { return tensor.type.description }
        return nil
    }
}
