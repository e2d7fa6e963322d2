import DLMData
import Glibc

/// The folder of a run and the names in it.
public struct RunDirectory: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    public var metrics: String { "\(path)/metrics.jsonl" }
    public var last: String { "\(path)/last.safetensors" }
    public var best: String { "\(path)/best.safetensors" }
    /// Where the files of earlier runs go when a new one saves for the first time: into folders
    /// numbered from 1 on.
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

    /// Moves the files of an earlier run to a folder of their own in `previous/`, so that a new run
    /// replaces nothing that took long to make.
    ///
    /// - Returns: that folder; nil when there are none.
    func setEarlierRunAside() throws -> String? {
        let names = ["metrics.jsonl", "last.safetensors", "best.safetensors"]
        let present = names.filter { RunDirectory.exists("\(path)/\($0)") }
        guard !present.isEmpty else { return nil }
        let folder = "\(previous)/\(RunDirectory.highestNumber(in: previous) + 1)"
        try RunDirectory.makeFolder(folder)
        for name in present where rename("\(path)/\(name)", "\(folder)/\(name)") != 0 {
            throw TrainingFault(
                "\(path)/\(name): cannot be moved (\(String(cString: strerror(errno))))",
                help: "check who may write there, or choose another folder with --run-dir")
        }
        return folder
    }

    /// The highest number that something in a folder is called by; 0 when there is none.
    private static func highestNumber(in folder: String) -> Int {
        guard let handle = opendir(folder) else { return 0 }
        defer { closedir(handle) }
        var highest = 0
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Int(name), number < Int.max { highest = max(highest, number) }
        }
        return highest
    }

    /// Whether there is anything at a path.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder and those above it.
    static func makeFolder(
        _ path: String, help: String = "choose another folder with --run-dir"
    ) throws {
        var prefix = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            prefix += "/\(part)"
            guard mkdir(prefix, 0o777) != 0, errno != EEXIST else { continue }
            throw TrainingFault(
                "\(prefix): the folder cannot be made (\(String(cString: strerror(errno))))",
                help: help)
        }
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw TrainingFault("\(path): is not a folder", help: help)
        }
    }
}
