import DLMData
import Glibc

/// The folder of a run and the names in it.
public struct RunDirectory: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    public var metrics: String { "\(path)/metrics.jsonl" }
    public var last: String { "\(path)/last.safetensors" }
    public var best: String { "\(path)/best.safetensors" }
    /// Where the files of an earlier run go when a new one saves for the first time.
    public var previous: String { "\(path)/previous" }

    /// The folder for a program when the user names none: `runs/` and the file's name.
    public static func standard(forProgram file: String) -> RunDirectory {
        var name = String(file.split(separator: "/").last ?? "program")
        if name.hasSuffix(".dlm"), name.utf8.count > 4 { name.removeLast(4) }
        return RunDirectory("runs/\(name)")
    }

    /// A path as a program writes it: in this folder unless absolute.
    public func resolve(_ written: String) -> String {
        written.hasPrefix("/") ? written : "\(path)/\(written)"
    }

    /// Makes the folder and those above it.
    public func create() throws { try RunDirectory.makeFolder(path) }

    /// Adds a line to the run's metrics.
    public func append(_ record: EpochRecord) throws {
        try create()
        try MetricsFile(path: metrics).append(record)
    }

    /// Moves the files of an earlier run to `previous/`, so that a new run replaces nothing that
    /// took long to make. Only one earlier run is kept.
    func setEarlierRunAside() throws {
        let names = ["metrics.jsonl", "last.safetensors", "best.safetensors"]
        let present = names.filter { RunDirectory.exists("\(path)/\($0)") }
        guard !present.isEmpty else { return }
        try RunDirectory.makeFolder(previous)
        for name in names { unlink("\(previous)/\(name)") }
        for name in present where rename("\(path)/\(name)", "\(previous)/\(name)") != 0 {
            throw TrainingFault(
                "\(path)/\(name): cannot be moved (\(String(cString: strerror(errno))))",
                help: "check who may write there, or choose another folder with --run-dir")
        }
    }

    /// Whether there is anything at a path.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func makeFolder(_ path: String) throws {
        var prefix = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            prefix += "/\(part)"
            guard mkdir(prefix, 0o777) != 0, errno != EEXIST else { continue }
            throw TrainingFault(
                "\(prefix): the folder cannot be made (\(String(cString: strerror(errno))))",
                help: "choose another folder with --run-dir")
        }
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw TrainingFault(
                "\(path): is not a folder", help: "choose another folder with --run-dir")
        }
    }
}
