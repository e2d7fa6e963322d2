import DLM
import Glibc

/// `dlm run FILE -i`: the file is run, and the prompt follows with everything that it left.
///
/// The session takes the file in first, which carries its script lines out once; then its blocks
/// are run as `dlm run` runs them, and the weights that they leave are put in. A run that fails or
/// is interrupted leads to the prompt too; only a program that does not check ends at once.
struct InteractiveRun {
    private let arguments: ProgramArguments
    private let resume: Bool
    private let console: Console

    init(_ arguments: ProgramArguments, resume: Bool) {
        self.arguments = arguments
        self.resume = resume
        console = Console(isQuiet: arguments.quiet)
    }

    /// Throws nothing but `ExitStatus`.
    func run() throws {
        ThreadWaiting.settle()
        let settings = arguments.overrides.compactMap(Override.init)
        let program = try checked(settings)
        Interrupts.installForPrompt()
        let prompt = Prompt(
            threads: arguments.threads ?? 0, seed: arguments.seed ?? program.seed,
            console: console)
        if prompt.load(arguments.file, settings) { try runBlocks(prompt) }
        prompt.run()
        if prompt.hasFailed, !Stream.inputIsTerminal { throw ExitStatus.failure }
    }

    private func checked(_ settings: [Override]) throws -> Program {
        do throws(ProgramFault) {
            return try Engine().compile(file: arguments.file, overrides: settings)
        } catch {
            console.diagnostics(error.rendered(colour: Stream.error.isColoured))
            throw ExitStatus(rawValue: error.exitStatus) ?? .failure
        }
    }

    private func runBlocks(_ prompt: Prompt) throws {
        guard prompt.fileBlocks.isDisjoint(with: .all) == false else { return }
        var blocks = ProgramRun("run", arguments, resume: resume)
        blocks.skipsScript = true
        let start = time(nil)
        do {
            try blocks.run(.all)
        } catch ExitStatus.usage {
            throw ExitStatus.usage
        } catch {
            prompt.noteFailure()
        }
        // It was the run that was to stop, not the session.
        Interrupts.reset()
        let directory = arguments.directory
        // What an earlier run left says nothing about one that saved nothing.
        let isTraining = prompt.fileBlocks.contains(.train)
        let saved = [directory.best, directory.last].first { path in
            var facts = stat()
            return stat(path, &facts) == 0 && (!isTraining || facts.st_mtim.tv_sec >= start)
        }
        if let weights = isTraining ? saved : arguments.weights ?? saved {
            prompt.loadWeights(weights)
        }
    }
}
