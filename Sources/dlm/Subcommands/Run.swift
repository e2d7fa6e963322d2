import ArgumentParser

/// `dlm run`: everything a program says, in order.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks and trains, then runs the evaluate and predict blocks.",
        discussion: "Evaluation and prediction use the weights of the best epoch.")

    @OptionGroup var arguments: ProgramArguments

    @Flag(help: "Goes on from the run's last checkpoint.")
    var resume = false

    @Flag(
        name: [.customShort("i"), .customLong("interactive")],
        help: "Stays at the prompt after the file, with its definitions and trained weights.")
    var isInteractive = false

    func validate() throws { try arguments.validate(resume: resume) }

    func run() throws {
        if isInteractive {
            try InteractiveRun(arguments, resume: resume).run()
        } else {
            try ProgramRun("run", arguments, resume: resume).run(.all)
        }
    }
}
