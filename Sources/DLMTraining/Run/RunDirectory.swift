import DLMData
import DLMSystem

/// The folder of a run and the names in it.
public struct RunDirectory: Sendable {
    public let path: String
    /// Where it is.
    public let files: any FileSystem

    public init(_ path: String, in files: any FileSystem) {
        self.path = path
        self.files = files
    }

    public var metrics: String { "\(path)/metrics.jsonl" }
    public var last: String { "\(path)/last.safetensors" }
    public var best: String { "\(path)/best.safetensors" }
    /// Where the files of earlier runs go when a new one saves for the first time: into folders
    /// numbered from 1 on.
    public var previous: String { "\(path)/previous" }

    /// The folder for a program when the user names none: `runs/` and the file's name.
    public static func standard(
        forProgram file: String, in files: any FileSystem
    ) -> RunDirectory {
        var name = String(file.split(separator: "/").last ?? "program")
        if name.hasSuffix(".dlm"), name.utf8.count > 4 { name.removeLast(4) }
        return RunDirectory("runs/\(name)", in: files)
    }

    /// A path as a program writes it: in this folder unless absolute.
    public func resolve(_ written: String) -> String {
        written.hasPrefix("/") ? written : "\(path)/\(written)"
    }

    /// Makes the folder and those above it.
    public func create() throws { try makeFolder(path) }

    /// Adds a line to the run's metrics.
    public func append(_ record: EpochRecord) throws {
        try create()
        try MetricsFile(metrics, in: files).append(record)
    }

    /// Moves the files of an earlier run to a folder of their own in `previous/`, so that a new run
    /// replaces nothing that took long to make.
    ///
    /// - Returns: that folder; nil when there are none.
    func setEarlierRunAside() throws -> String? {
        let names = ["metrics.jsonl", "last.safetensors", "best.safetensors"]
        let present = names.filter { files.exists("\(path)/\($0)") }
        guard !present.isEmpty else { return nil }
        let folder = "\(previous)/\(highestNumber(in: previous) + 1)"
        try makeFolder(folder)
        for name in present {
            do {
                try files.move("\(path)/\(name)", to: "\(folder)/\(name)")
            } catch let error as DataError {
                throw TrainingFault(
                    "\(path)/\(name): cannot be moved (\(error.cause ?? error.problem))",
                    help: "check who may write there, or choose another folder with --run-dir")
            }
        }
        return folder
    }

    /// The highest number that something in a folder is called by; 0 when there is none.
    private func highestNumber(in folder: String) -> Int {
        let numbers = ((try? files.entries(folder)) ?? []).compactMap { Int($0.name) }
        return numbers.filter { $0 < Int.max }.max() ?? 0
    }

    /// Makes a folder and those above it.
    func makeFolder(
        _ path: String, help: String = "choose another folder with --run-dir"
    ) throws {
        do {
            try files.makeFolder(path)
        } catch let error as DataError {
            guard error.problem != "is not a folder" else {
                throw TrainingFault("\(path): is not a folder", help: help)
            }
            throw TrainingFault(
                "\(error.path): the folder cannot be made (\(error.cause ?? error.problem))",
                help: help)
        }
    }
}
