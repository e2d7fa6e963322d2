import ArgumentParser
import DLM

/// `dlm check`: every error of the programs; no data is touched.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks programs: names, types, shapes, settings. Loads no data.")

    @ArgumentParser.Argument(help: "Programs, .dlm files.")
    var files: [String]

    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Sets an option of the program or a setting of its train block; may be repeated.",
            valueName: "NAME=VALUE"))
    var overrides: [String] = []

    @Flag(help: "Prints nothing but errors.")
    var quiet = false

    func validate() throws {
        for text in overrides where Override(text) == nil {
            throw ValidationError("--set wants NAME=VALUE, as in --set epochs=2; this is '\(text)'")
        }
    }

    func run() throws {
        let console = Console(isQuiet: quiet)
        let engine = Engine()
        var isGood = true
        for file in files {
            let result = engine.check(file, overrides: overrides.compactMap(Override.init))
            console.diagnostics(result.rendered(colour: Stream.error.isColoured))
            if result.hasErrors {
                isGood = false
            } else if !quiet {
                console.result("\(file): no errors")
            }
        }
        if !isGood { throw ExitStatus.usage }
    }
}
