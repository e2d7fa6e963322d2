import ArgumentParser

/// `dlm predict`: the program's `predict` blocks.
struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the program's predict blocks, which write files.",
        discussion: """
            Without --weights it uses the run's best checkpoint, else its last. Files are written \
            to the run's folder unless the program gives an absolute path.
            """)

    @OptionGroup var arguments: ProgramArguments

    func run() throws {
        try ProgramRun("predict", arguments).run([.predict])
    }
}
