import Synchronization

/// Files in memory: for tests, and for programs that keep theirs elsewhere.
///
///     let files = MemoryFiles(["net.dlm": "model Net(x: Float[B, 4]) { y = x |> Linear(2) }"])
///     let engine = Engine(host: Host(files: files))
///
/// Folders are there as soon as something is in them. Paths are told apart by their parts: `a/b`
/// and `./a//b` are one file, and there is no current folder, so `/a/b` is the same as well.
public final class MemoryFiles: FileSystem {
    struct State {
        var files: [String: [UInt8]] = [:]
        /// Folders that were made although nothing is in them.
        var folders: Set<String> = []
        var claims: Set<String> = []
        /// How many folders were begun to be filled; their temporary names are told apart by it.
        var fills = 0
    }

    let state: Mutex<State>

    /// Files by path.
    public init(_ files: [String: [UInt8]] = [:]) {
        var state = State()
        for (path, bytes) in files { state.files[MemoryFiles.key(path)] = bytes }
        self.state = Mutex(state)
    }

    /// Text files by path.
    public convenience init(_ texts: [String: String]) {
        self.init(texts.mapValues { Array($0.utf8) })
    }

    /// The bytes of a file; setting nil deletes it.
    public subscript(path: String) -> [UInt8]? {
        get { state.withLock { $0.files[MemoryFiles.key(path)] } }
        set { state.withLock { $0.files[MemoryFiles.key(path)] = newValue } }
    }

    /// The paths of all files, in order.
    public var paths: [String] { state.withLock { $0.files.keys.sorted() } }

    static func key(_ path: String) -> String { FilePath.parts(path).joined(separator: "/") }

    public func open(_ path: String) throws -> any ReadableFile {
        try FilePath.requireWhole(path)
        guard let bytes = self[path] else { throw missing(path, "give the path of a file") }
        return MemoryFile(bytes: bytes)
    }

    public func contents(_ path: String, limit: Int) throws -> [UInt8]? {
        guard let bytes = self[path] else {
            if isFolder(path) { throw missing(path, nil) }
            return nil
        }
        guard bytes.count <= limit else {
            throw DataError(.tooLarge, path, "it has more than \(limit >> 20) MiB")
        }
        return bytes
    }

    public func write(_ bytes: [UInt8], to path: String) throws {
        try requirePlace(path)
        self[path] = bytes
    }

    public func append(_ bytes: [UInt8], to path: String) throws {
        try requirePlace(path)
        state.withLock { $0.files[MemoryFiles.key(path), default: []] += bytes }
    }

    public func create(_ path: String, keepingMode: Bool) throws -> any WritableFile {
        try requirePlace(path)
        return NewMemoryFile(path: path, files: self)
    }

    public func kind(_ path: String) -> FileKind? {
        let key = MemoryFiles.key(path)
        return state.withLock { state in
            if state.files[key] != nil { return .file }
            return state.hasFolder(key) ? .folder : nil
        }
    }

    /// Throws unless a file can be put at a path.
    private func requirePlace(_ path: String) throws {
        try FilePath.requireWhole(path)
        try requireWritable(FilePath.parent(path))
        if isFolder(path) {
            throw DataError(.inaccessible, path, "is a folder", cause: "Is a directory")
        }
    }

    /// Why there is no file at a path.
    private func missing(_ path: String, _ help: String?) -> DataError {
        isFolder(path)
            ? DataError(.inaccessible, path, "is a folder", help: help, cause: "Is a directory")
            : DataError(
                .missing, path, "no such file or folder", help: "check the path",
                cause: "No such file or directory")
    }

    public func requireWritable(_ folder: String) throws {
        guard isFolder(folder) else {
            throw DataError(
                .missing, folder, "no such file or folder", help: "check the path",
                cause: "No such file or directory")
        }
    }
}

extension MemoryFiles.State {
    /// Whether something is in a folder, or it was made; the root is always there.
    func hasFolder(_ key: String) -> Bool {
        if key.isEmpty || folders.contains(key) { return true }
        let inside = key + "/"
        return files.keys.contains { $0.hasPrefix(inside) }
            || folders.contains { $0.hasPrefix(inside) }
    }
}
