import ArgumentParser
import DLM
import Glibc

/// `dlm fmt`: programs in their canonical form.
struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Lays programs out in their canonical form.",
        discussion: """
            Rewrites the files that change and prints their names. A program that does not parse \
            is left alone. The text of `-` is read from standard input and written to standard \
            output.
            """)

    @ArgumentParser.Argument(help: "Programs, .dlm files; - for standard input.")
    var files: [String]

    @Flag(help: "Writes nothing; prints what would change, and ends with 1 if anything would.")
    var check = false

    func run() throws {
        let console = Console(isQuiet: false)
        var worst: ExitStatus?
        for file in files {
            guard let status = format(file, console) else { continue }
            worst = worst == .usage ? .usage : status
        }
        if let worst { throw worst }
    }

    /// Formats one file; nil when all is well.
    private func format(_ file: String, _ console: Console) -> ExitStatus? {
        let isInput = file == "-"
        guard let bytes = read(isInput ? "/dev/stdin" : file, console) else { return .usage }
        let (text, diagnostics) = Formatter.format(SourceFile(path: file, bytes: bytes))
        guard let text else {
            let renderer = DiagnosticRenderer(colour: Stream.error.isColoured)
            console.diagnostics(renderer.render(diagnostics.all))
            return .usage
        }
        let isChanged = !text.utf8.elementsEqual(bytes)
        if isInput, !check {
            Stream.output.write(text)
            return nil
        }
        guard isChanged else { return nil }
        if !check {
            do {
                try write(text, to: file)
            } catch {
                console.failure(error)
                return .failure
            }
        }
        console.result(file)
        return check ? .failure : nil
    }

    private func read(_ file: String, _ console: Console) -> [UInt8]? {
        var reason = "there is no such file"
        do {
            if let bytes = try Host().program(file) { return bytes }
        } catch {
            reason = (error as? UnreadableProgram)?.reason ?? "\(error)"
        }
        console.diagnostics("error: \(file) cannot be read: \(reason)\n")
        return nil
    }

    /// Puts the text in the place of a file, or of what a link leads to.
    private func write(_ text: String, to path: String) throws {
        let place = realpath(path, nil)
        defer { free(place) }
        let file = try AtomicFile(
            place.map { String(cString: $0) } ?? path, keepingMode: true,
            in: SystemFiles())
        try file.write(text)
        try file.commit()
    }
}
