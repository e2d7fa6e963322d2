import ArgumentParser

/// `dlm evaluate`: the program's `evaluate` blocks.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the program's evaluate blocks.",
        discussion: "Without --weights it uses the run's best checkpoint, else its last.")

    @OptionGroup var arguments: ProgramArguments

    func run() throws {
        try ProgramRun("evaluate", arguments).run([.evaluate])
    }
}
