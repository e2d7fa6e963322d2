import DLMSystem
import DLMTensor

/// The weights that an evaluation or a prediction begins with.
public struct WeightsFile: Sendable {
    public let path: String
    private let checkpoint: Checkpoint

    /// Reads a file; throws `DataError` or `TrainingFault` when it is missing or damaged.
    public init(_ path: String, in files: any FileSystem) throws {
        self.path = path
        checkpoint = try Checkpoint.read(path, in: files)
    }

    /// What a run left: its best epoch, else its last.
    ///
    /// - Throws: `TrainingFault` when the folder has neither.
    public init(of directory: RunDirectory) throws {
        let candidates = [directory.best, directory.last]
        guard let path = candidates.first(where: directory.files.exists) else {
            throw TrainingFault(
                "\(directory.path): there are no trained weights yet",
                help: "train first, or name a file with --weights")
        }
        try self.init(path, in: directory.files)
    }

    /// Epochs of training behind the weights, as far as the file knows.
    public var epoch: Int { checkpoint.progress?.epoch ?? 0 }

    /// Sets parameters and buffers.
    ///
    /// - Returns: facts of the data that differ from those the weights were trained on, in words.
    /// - Throws: `TrainingFault` that lists by path what does not fit; nothing is changed then.
    public func restore(
        into variables: [Variable], model: String, record: ProgramRecord
    ) throws -> [String] {
        let changed = checkpoint.differences(from: record.facts)
        let match = CheckpointMatch(checkpoint, variables, roles: [.parameter, .buffer])
        if !match.isComplete, !changed.isEmpty {
            // Other classes make another last layer: that is the cause.
            let fault = match.fault(path, model: model, checkpointModel: checkpoint.model)
            throw TrainingFault(
                "\(path): was trained on other data, and its weights do not fit \(model)",
                notes: changed + fault.notes,
                help: "use data with the same classes and sizes; nothing was changed")
        }
        try checkpoint.restoreWeights(into: variables, model: model, from: path)
        return changed
    }
}

extension Checkpoint {
    /// Facts of the data known to both sides that differ, in words.
    func differences(from present: [String: String]) -> [String] {
        record.facts.keys.sorted().compactMap { name in
            guard let before = record.facts[name], let now = present[name], before != now else {
                return nil
            }
            return "\(name) was \(Checkpoint.short(before)), now it is \(Checkpoint.short(now))"
        }
    }

    /// Facts of the data and values of options that differ from those of a program, in words.
    package func differences(from present: ProgramRecord, options: [String]) -> [String] {
        let now = Dictionary(present.overrides.map { ($0.name, $0.value) }) { _, last in last }
        let before = Dictionary(record.overrides.map { ($0.name, $0.value) }) { _, last in last }
        let changed = options.compactMap { name -> String? in
            guard before[name] != now[name] else { return nil }
            func text(_ value: String?) -> String { value.map(Checkpoint.short) ?? "not set" }
            return "the option \(name) was \(text(before[name])), now it is \(text(now[name]))"
        }
        return changed + differences(from: present.facts)
    }

    private static func short(_ text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: ", ")
        return line.count > 60 ? line.prefix(60) + "…" : line
    }
}
