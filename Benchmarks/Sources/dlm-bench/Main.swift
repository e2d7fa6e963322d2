import Glibc

/// `dlm-bench time FILE …` and `dlm-bench losses FILE …`; see README.md.
@main
enum Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            let options = try BenchOptions(Array(arguments.dropFirst()))
            switch arguments.first {
            case "time": try StepTiming(options).run()
            case "losses": try LossTrace(options).run()
            default: throw BenchError("say `time` or `losses`")
            }
        } catch {
            let line = "dlm-bench: \(error)\n"
            _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(2)
        }
    }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
