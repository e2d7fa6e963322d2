import DLM

/// What is given on the command line: a program, then flags with a value each.
struct BenchOptions {
    let program: String
    var overrides: [Override] = []
    /// Timed steps, or batches of the trace.
    var steps = 7
    var threads = 0
    var weights: String?
    var batches: String?
    /// Lists the slowest parts of a step.
    var profiles = false

    init(_ arguments: [String]) throws {
        guard let program = arguments.first else { throw BenchError("name a program") }
        self.program = program
        var rest = arguments.dropFirst()
        while let flag = rest.popFirst() {
            if flag == "--profile" {
                profiles = true
                continue
            }
            guard let value = rest.popFirst() else { throw BenchError("\(flag) needs a value") }
            switch flag {
            case "--set":
                let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { throw BenchError("--set NAME=VALUE, not \(value)") }
                overrides.append(Override(name: parts[0], value: parts[1]))
            case "--steps": steps = max(Int(value) ?? steps, 1)
            case "--threads": threads = Int(value) ?? threads
            case "--weights": weights = value
            case "--batches": batches = value
            default: throw BenchError("no such flag: \(flag)")
            }
        }
    }
}
