import DLMData
import DLMLanguage
import DLMTensor
import DLMTraining
import DLMTypes

extension Session {
    /// Parameters and buffers of the models, and of other layers made so far, by path: copies of what
    /// they are now.
    public var weights: [(path: String, value: HostArray)] {
        prompt.withLock { prompt in
            prompt.makeModels()
            return gate.reading {
                prompt.allVariables.filter { $0.role == .parameter || $0.role == .buffer }
                    .map { ($0.path, $0.value) }
            }
        }
    }

    /// Sets the weights of the program's models from a safetensors file, averages of parameters
    /// where the run kept some. What the file knows of the data (classes, their names, sizes of
    /// images) is known to the session from then on: the data itself need not be there.
    ///
    /// - Returns: what the weights were trained with that is otherwise here, in words: options of
    ///   the program, facts of data that is open. `Engine.compile(file:forWeights:)` takes the
    ///   options over.
    /// - Throws: `DataError` for a file that is missing or damaged, `TrainingFault` that lists by
    ///   path what does not fit; nothing is changed then.
    @discardableResult
    public func loadWeights(_ path: String) throws -> [String] {
        try prompt.requireFree()
        let file = try Checkpoint.read(path, in: engine.host.files)
        return try prompt.withLock { prompt in
            let present = prompt.record(program?.checked)
            let restore = prompt.rememberFacts()
            prompt.know(file.record)
            do {
                prompt.makeModels()
                try gate.writing {
                    try file.restoreWeights(
                        into: prompt.allVariables, model: file.model ?? "the program", from: path)
                }
                return file.differences(from: present, options: program?.options.map(\.name) ?? [])
            } catch {
                restore()
                throw error
            }
        }
    }

    /// Writes parameters and buffers to a safetensors file in one atomic step, with the program's
    /// text and what is known of its data.
    ///
    /// - Throws: `DataError` when it cannot be written.
    public func saveWeights(_ path: String) throws {
        try prompt.requireFree()
        try prompt.withLock { prompt in
            prompt.makeModels()
            try gate.reading {
                try Checkpoint.writeWeights(
                    path, variables: prompt.allVariables, record: prompt.record(program?.checked),
                    in: engine.host.files)
            }
        }
    }
}
