import ArgumentParser
import DLM

/// `dlm` without a file, or `dlm repl`: the prompt.
struct Repl: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Computes what is typed: the prompt, with a terminal or without one.",
        discussion: """
            echo 'ones([2, 2]) @ ones([2, 2])' | dlm
            dlm -e 'grad(x => sum(x * x))([1.0, 2.0])'
            """)

    @Option(
        name: .customShort("e"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Carries this out and leaves; may be given several times.", valueName: "EXPR"))
    var expressions: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads for computing (default: one a core).", valueName: "N"))
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "How :plot shows pictures: sixel, kitty or blocks (default: DLM_PICTURES, else what "
                + "the terminal says it can).",
            valueName: "FORM"))
    var pictures: PictureForm?

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads wants a number from 1 to 1024; this is \(threads)")
        }
    }

    func run() throws {
        let prompt = Prompt(
            threads: threads ?? 0, pictures: pictures, console: Console(isQuiet: false))
        if expressions.isEmpty {
            prompt.run()
        } else {
            Interrupts.installForPrompt()
            for expression in expressions where !prompt.carryOut(expression) { break }
        }
        if prompt.hasFailed, !expressions.isEmpty || !Stream.inputIsTerminal {
            throw ExitStatus.failure
        }
    }
}

extension PictureForm: ExpressibleByArgument {}
