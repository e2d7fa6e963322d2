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
        try FilePath.requireWhole(path)
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
        // Of its own for each who fills: several may be at it at once.
        let number = state.withLock { state in
            state.fills += 1
            return state.fills
        }
        let temporary = "\(path).\(number).partial"
        defer { removeFolder(temporary) }
        try makeFolder(temporary)
        try fill(temporary)
        let isNew = state.withLock { state in
            state.rename(MemoryFiles.key(temporary), to: MemoryFiles.key(path), replacing: false)
        }
        if !isNew, !isFolder(path) {
            throw DataError(
                .inaccessible, path, "is not a folder", help: "give the path of a folder",
                cause: "Not a directory")
        }
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
        try FilePath.requireWhole(other)
        try requireWritable(FilePath.parent(other))
        let (old, new) = (MemoryFiles.key(path), MemoryFiles.key(other))
        state.withLock { state in _ = state.rename(old, to: new, replacing: true) }
    }

    public func remove(_ path: String) throws { self[path] = nil }

    public func claim(_ path: String) throws -> any FileClaim {
        try FilePath.requireWhole(path)
        try requireWritable(FilePath.parent(path))
        let key = MemoryFiles.key(path)
        guard state.withLock({ $0.claims.insert(key).inserted }) else {
            throw FileClaimed(process: nil)
        }
        return MemoryClaim(key: key, files: self)
    }
}

extension MemoryFiles.State {
    /// Gives a file or folder another name, with all that is in it.
    ///
    /// - Parameter replacing: whether it takes the place of what has that name already.
    /// - Returns: whether it did.
    mutating func rename(_ old: String, to new: String, replacing: Bool) -> Bool {
        guard replacing || (files[new] == nil && !hasFolder(new)) else { return false }
        func renamed(_ key: String) -> String {
            key == old || key.hasPrefix(old + "/") ? new + key.dropFirst(old.count) : key
        }
        let before = files
        files = before.filter { renamed($0.key) == $0.key }
        for (key, bytes) in before where renamed(key) != key { files[renamed(key)] = bytes }
        folders = Set(folders.map(renamed))
        return true
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
