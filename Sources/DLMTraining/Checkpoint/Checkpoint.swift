import DLMData
import DLMSystem
import DLMTensor
import DLMTypes

/// A saved model or run: variables by path, what each is for, and where the run stood.
public struct Checkpoint: Sendable {
    /// Values by path.
    public let values: [String: HostArray]
    /// Paths in the order of the file.
    public let paths: [String]
    /// What each variable is for; a file of other origin has only weights.
    public let roles: [String: Variable.Role]
    /// The run's position, nil in a file of other origin.
    public let progress: TrainingProgress?
    /// Name of the model, when the file says.
    public let model: String?
    /// Text of the program and its imports, overrides and facts of the data.
    public let record: ProgramRecord

    /// The number in metadata that tells how the rest is laid out.
    static let format = "1"

    /// Reads a file; throws `DataError` or `TrainingFault` when it is missing or damaged.
    public static func read(
        _ path: String, in files: any FileSystem
    ) throws -> Checkpoint {
        let file = try SafetensorsFile.read(path, in: files)
        let metadata = CheckpointMetadata(file.metadata)
        if let format = file.metadata["dlm.format"], format != Checkpoint.format {
            throw TrainingFault(
                "\(path): was written by another version of dlm (format \(format))",
                help: "read it with that version")
        }
        return Checkpoint(
            values: file.tensors, paths: file.names, roles: metadata.roles,
            progress: metadata.progress, model: file.metadata["dlm.model"],
            record: metadata.record)
    }

    /// What a file records of its program and data, without reading its weights.
    ///
    /// - Throws: `DataError` when it is missing or damaged.
    public static func record(
        _ path: String, in files: any FileSystem
    ) throws -> ProgramRecord {
        CheckpointMetadata(try SafetensorsFile.readMetadata(path, in: files)).record
    }

    /// Writes variables and position in one atomic step.
    static func write(
        _ path: String, variables: [Variable], progress: TrainingProgress?, model: String?,
        record: ProgramRecord, in files: any FileSystem
    ) throws {
        let metadata = CheckpointMetadata(
            roles: Dictionary(
                variables.map { ($0.path, $0.role) }, uniquingKeysWith: { first, _ in first }),
            progress: progress, record: record)
        var strings = metadata.strings
        strings["dlm.format"] = format
        if let model { strings["dlm.model"] = model }
        try SafetensorsFile.write(
            path, tensors: variables.map { ($0.path, $0.value) }, metadata: strings,
            in: files)
    }

    /// Writes weights without a run behind them, in one atomic step: parameters and buffers, the
    /// program's text, and the facts of the data that it needs to be used without that data.
    package static func writeWeights(
        _ path: String, variables: [Variable], record: ProgramRecord,
        in files: any FileSystem
    ) throws {
        let kept = variables.filter { $0.role == .parameter || $0.role == .buffer }
        try write(path, variables: kept, progress: nil, model: nil, record: record, in: files)
    }

    /// What is in the file for a role: a path without a stated role counts as a parameter.
    func holds(_ path: String, anyOf wanted: Set<Variable.Role>) -> Bool {
        wanted.contains(roles[path] ?? .parameter)
    }
}
