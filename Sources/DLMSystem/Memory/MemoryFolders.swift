import Synchronization

extension MemoryFiles {
    public func entries(_ folder: String) throws -> [FolderEntry] {
        let key = MemoryFiles.key(folder)
        switch kind(folder) {
        case .folder: break
        case nil:
            throw DataError(
                .missing, folder, "no such file or folder", help: "check the path",
                cause: "No such file or directory")
        default:
            throw DataError(
                .inaccessible, folder, "is not a folder", help: "give the path of a folder")
        }
        let prefix = key.isEmpty ? "" : key + "/"
        let found = state.withLock { state -> [String: Bool] in
            var found: [String: Bool] = [:]
            for path in state.files.keys where path.hasPrefix(prefix) {
                let rest = path.dropFirst(prefix.count)
                let name = String(rest.prefix { $0 != "/" })
                found[name] = name.count < rest.count || found[name] == true
            }
            for path in state.folders where path.hasPrefix(prefix) && path != key {
                found[String(path.dropFirst(prefix.count).prefix { $0 != "/" })] = true
            }
            return found
        }
        return found.filter { !$0.key.hasPrefix(".") && !$0.key.isEmpty }
            .map { FolderEntry(name: $0.key, isFolder: $0.value) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    public func makeFolder(_ path: String) throws {
        var key = ""
        for part in FilePath.parts(path) {
            key += key.isEmpty ? part : "/" + part
            let isFile = state.withLock { state in
                if state.files[key] != nil { return true }
                state.folders.insert(key)
                return false
            }
            if isFile {
                throw DataError(
                    .inaccessible, key, "is not a folder", help: "give the path of a folder",
                    cause: "Not a directory")
            }
        }
    }

    public func makeFolder(_ path: String, filling fill: (String) throws -> Void) throws {
        let temporary = path + ".partial"
        removeFolder(temporary)
        defer { removeFolder(temporary) }
        try makeFolder(temporary)
        try fill(temporary)
        if !exists(path) { try move(temporary, to: path) }
    }

    private func removeFolder(_ path: String) {
        let (key, inside) = (MemoryFiles.key(path), MemoryFiles.key(path) + "/")
        state.withLock { state in
            state.files = state.files.filter { !$0.key.hasPrefix(inside) }
            state.folders = state.folders.filter { !$0.hasPrefix(inside) && $0 != key }
        }
    }

    public func move(_ path: String, to other: String) throws {
        guard exists(path) else {
            throw DataError(
                .missing, path, "no such file or folder", help: "check the path",
                cause: "No such file or directory")
        }
        try requireWritable(FilePath.parent(other))
        let (old, new) = (MemoryFiles.key(path), MemoryFiles.key(other))
        func renamed(_ key: String) -> String {
            key == old || key.hasPrefix(old + "/") ? new + key.dropFirst(old.count) : key
        }
        state.withLock { state in
            let files = state.files
            // What is moved stands, whatever was there before.
            state.files = files.filter { renamed($0.key) == $0.key }
            for (key, bytes) in files where renamed(key) != key {
                state.files[renamed(key)] = bytes
            }
            state.folders = Set(state.folders.map(renamed))
        }
    }

    public func remove(_ path: String) throws { self[path] = nil }

    public func claim(_ path: String) throws -> any FileClaim {
        try requireWritable(FilePath.parent(path))
        let key = MemoryFiles.key(path)
        guard state.withLock({ $0.claims.insert(key).inserted }) else {
            throw FileClaimed(process: nil)
        }
        return MemoryClaim(key: key, files: self)
    }
}

private final class MemoryClaim: FileClaim {
    private let key: String
    private let files: MemoryFiles
    private let isHeld = Mutex(true)

    init(key: String, files: MemoryFiles) {
        self.key = key
        self.files = files
    }

    deinit { release() }

    func release() {
        isHeld.withLock { isHeld in
            if isHeld { files.state.withLock { state in _ = state.claims.remove(key) } }
            isHeld = false
        }
    }
}
