import ArgumentParser
import DLM
import Glibc

/// The `dlm` command.
@main
struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dlm",
        abstract: "Defines, trains and uses neural networks.",
        discussion: """
            Without a subcommand it is a prompt, at which tensors and gradients are computed.

              dlm check models/resnet34.dlm
              dlm run models/resnet34.dlm --set data=photos --set epochs=5

            Exit status: 0; 1 when the run failed or was interrupted; 2 for wrong usage or a \
            program that does not check.
            """,
        version: "dlm \(Version.current)",
        subcommands: [
            Check.self, Run.self, Train.self, Evaluate.self, Predict.self, Format.self, Repl.self,
        ],
        defaultSubcommand: Repl.self)

    /// Parses and runs, with the exit statuses of dlm instead of the parser's own.
    static func main() {
        // A run is not lost because nobody reads its words any more.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitStatus {
            Glibc.exit(status.rawValue)
        } catch {
            let isHelp = exitCode(for: error) == .success
            let stream: Stream = isHelp ? .output : .error
            stream.write(fullMessage(for: error) + "\n")
            if !isHelp, let file = CommandLine.arguments.dropFirst().first, file.hasSuffix(".dlm") {
                stream.write("A program is run by: dlm run \(file)\n")
            }
            Glibc.exit(isHelp ? ExitStatus.success.rawValue : ExitStatus.usage.rawValue)
        }
    }
}
