import ArgumentParser
import Glibc
import ProgramFuzz

/// Sends mutated programs through the language, in processes of their own.
@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dlm-fuzz",
        abstract: "Sends mutated programs through lexer, parser, formatter, checker and evaluator.",
        discussion: """
            A program is known by its seed and its number. One that traps, hangs or breaks an \
            invariant is saved below --findings, and the others go on; --only NUMBER shows it and \
            tries it again.
            """)

    @Option(help: "How many programs.")
    var count = 10_000

    @Option(help: "The number to begin with.")
    var first = 0

    @Option(help: "Decides on all of them.")
    var seed: UInt64 = 1

    @Option(help: "Processes at once; 0 for one a processor.")
    var workers = 0

    @Option(help: "Only each n-th is evaluated; all are read, formatted and checked.")
    var evaluateEach = 1

    @Option(help: "Seconds of processor time that a program may take.")
    var limit = 1.0

    @Option(help: "Where the corpus is: the root of a checkout.")
    var root = "."

    @Option(help: "Where programs that fail are saved.")
    var findings = ".build/fuzz"

    @Option(help: "Shows the program of this number and tries it in this process.")
    var only: Int?

    @Option(help: ArgumentHelp("Works off each n-th program.", visibility: .private))
    var step: Int?

    func validate() throws {
        guard count >= 0, first >= 0, workers >= 0, evaluateEach > 0, limit > 0 else {
            throw ValidationError("counts and limits are not negative")
        }
    }

    func run() throws {
        let corpus = Corpus(root: root)
        guard corpus.isComplete else {
            throw ValidationError("\(root) is not the root of a checkout; give --root DIR")
        }
        let mutator = Mutator(corpus: corpus, seed: seed)
        let worker = Worker(mutator: mutator, limit: limit, evaluateEach: evaluateEach)
        if let only {
            worker.show(only)
        } else if let step {
            worker.work(stride(from: first, to: count, by: step))
        } else {
            var supervisor = Supervisor(self, mutator)
            guard supervisor.run() else { throw ExitCode(1) }
        }
    }
}
