import DLM

/// Trains from given weights on given batches and prints each step's loss, to stand beside another
/// library's (`torch_parity.py`).
struct LossTrace {
    let options: BenchOptions

    init(_ options: BenchOptions) { self.options = options }

    func run() throws {
        guard let weightsPath = options.weights, let batchesPath = options.batches else {
            throw BenchError("losses needs --weights and --batches")
        }
        let program = try Engine().prepare(
            options.program, blocks: .train, overrides: options.overrides)
        guard let job = program.train, let dataset = job.parts["train"] else {
            throw BenchError("the program trains nothing")
        }
        try load(weightsPath, into: program.variables)
        let batches = try SafetensorsFile.read(batchesPath, in: SystemFiles())
        let runtime = Runtime(threads: options.threads)
        var step: BenchStep?
        for index in 0..<options.steps {
            var fields: [String: HostArray] = [:]
            for name in ["image", "label"] {
                guard let array = batches.tensors["\(name).\(index)"] else { return }
                fields[name] = array
            }
            let planned =
                try step
                ?? BenchStep(
                    job, types: BenchStep.types(fields, of: dataset), runtime: runtime)
            step = planned
            let count = fields["label"]?.shape.first ?? 0
            let loss = try planned.run(
                fields, indices: Array(0..<count), step: index, measures: false)
            print(index, loss)
        }
    }

    /// Every parameter and buffer must be in the file: a trace from other weights says nothing.
    private func load(_ path: String, into variables: [Variable]) throws {
        let file = try SafetensorsFile.read(path, in: SystemFiles())
        for variable in variables where variable.role == .parameter || variable.role == .buffer {
            guard let value = file.tensors[variable.path] else {
                throw BenchError("\(path) has no \(variable.path)")
            }
            guard value.shape == variable.type.knownShape, value.dtype == variable.type.dtype else {
                throw BenchError(
                    "\(variable.path) is \(variable.type); the file has \(value.shape)")
            }
            variable.value = value
        }
    }
}
