import ArgumentParser

/// `dlm train`: the program's `train` block.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains the program's model.")

    @OptionGroup var arguments: ProgramArguments

    @Flag(help: "Goes on from the run's last checkpoint.")
    var resume = false

    func validate() throws { try arguments.validate(resume: resume) }

    func run() throws {
        try ProgramRun("train", arguments, resume: resume).run([.train])
    }
}
