import ArgumentParser
import DLM
import Foundation
import Hummingbird

/// `image-server`: a trained model behind HTTP.
@main
struct ImageServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image-server",
        abstract: "Answers classification and embedding requests for posted images.",
        discussion: """
            image-server --model models/resnet34.dlm --weights runs/resnet34/best.safetensors

            It serves until SIGINT or SIGTERM, then answers what it was asked and leaves. Exit \
            status: 0; 1 when there is nothing to serve; 2 for wrong usage or a program that does \
            not check.
            """)

    @Option(help: ArgumentHelp("The program with the model, a .dlm file.", valueName: "FILE"))
    var model: String

    @Option(help: ArgumentHelp("Trained weights, a .safetensors file.", valueName: "FILE"))
    var weights: String

    @Option(help: ArgumentHelp("The model, where the program has several.", valueName: "MODEL"))
    var name: String?

    @Option(
        help: ArgumentHelp(
            "The part of the data whose steps an image goes through (default: the one called "
                + "valid).", valueName: "DATA.PART"))
    var part: String?

    @Option(
        help: ArgumentHelp(
            "The tap with one number a class (default: the last).", valueName: "TAP"))
    var logits: String?

    @Option(
        help: ArgumentHelp(
            "The tap that /embed gives (default: embedding, where there is one).",
            valueName: "TAP"))
    var tap: String?

    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Sets an option of the program, in place of what the weights were trained with; may "
                + "be repeated.", valueName: "NAME=VALUE"))
    var overrides: [String] = []

    @OptionGroup var service: ServiceOptions

    func validate() throws {
        for text in overrides where Override(text) == nil {
            throw ValidationError("--set wants NAME=VALUE, as in --set size=64; this is '\(text)'")
        }
    }

    func run() async throws {
        let choice = ModelChoice(
            program: model, weights: weights, name: name, part: part, logits: logits, tap: tap,
            overrides: overrides.compactMap(Override.init))
        let classifier = try Classifier(
            choice, threads: service.threads, largestBatch: service.batch)
        try await service.serve(classifier)
    }

    /// Parses and runs, with dlm's exit statuses instead of the parser's own.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var server = command as? any AsyncParsableCommand {
                try await server.run()
            } else {
                try command.run()
            }
        } catch let fault as ProgramFault {
            leave(fault.exitStatus, fault.rendered())
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                print(fullMessage(for: error))
            } else if code == .validationFailure {
                leave(2, fullMessage(for: error) + "\n")
            } else {
                leave(1, "image-server: \(error)\n")
            }
        }
    }

    private static func leave(_ status: Int32, _ words: String) -> Never {
        FileHandle.standardError.write(Data(words.utf8))
        Foundation.exit(status)
    }
}
