import ArgumentParser
import DLM

/// The arguments that every subcommand which runs a program takes.
struct ProgramArguments: ParsableArguments {
    @ArgumentParser.Argument(help: "The program, a .dlm file.")
    var file: String

    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Sets an option of the program or a setting of its train block; may be repeated.",
            valueName: "NAME=VALUE"))
    var overrides: [String] = []

    @Option(
        help: ArgumentHelp(
            "Parameters and buffers to begin with, a .safetensors file.", valueName: "FILE"))
    var weights: String?

    @Option(
        help: ArgumentHelp(
            "Folder for metrics, checkpoints and predictions (default: runs/ and the file's name).",
            valueName: "DIR"))
    var runDir: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Seed of all randomness.", valueName: "N"))
    var seed: UInt64?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads for computing (default: one a core).", valueName: "N"))
    var threads: Int?

    @Flag(help: "Prints nothing but errors and results.")
    var quiet = false

    func validate() throws {
        for text in overrides where Override(text) == nil {
            throw ValidationError("--set wants NAME=VALUE, as in --set epochs=2; this is '\(text)'")
        }
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads wants a number from 1 to 1024; this is \(threads)")
        }
        // What a program can set, and no more: `seed = N` is an Int.
        if let seed, seed > UInt64(Int.max) {
            throw ValidationError("--seed wants a number from 0 to \(Int.max); this is \(seed)")
        }
        if runDir?.isEmpty == true { throw ValidationError("--run-dir wants the name of a folder") }
    }

    /// What cannot go together where a run can be resumed.
    func validate(resume: Bool) throws {
        guard resume, weights != nil else { return }
        throw ValidationError(
            "--weights and --resume exclude each other: a resumed run has the weights of its last "
                + "checkpoint")
    }

    /// The folder of the run.
    var directory: RunDirectory {
        runDir.map { RunDirectory($0, in: SystemFiles()) }
            ?? RunDirectory.standard(forProgram: file, in: SystemFiles())
    }

    /// The same arguments as typed, to tell how to go on.
    var words: [String] {
        var words = [file]
        for text in overrides { words += ["--set", text] }
        if let runDir { words += ["--run-dir", runDir] }
        if let threads { words += ["--threads", "\(threads)"] }
        return words
    }
}
