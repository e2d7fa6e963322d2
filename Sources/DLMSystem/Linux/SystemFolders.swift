import Glibc

extension SystemFiles {
    public func entries(_ folder: String) throws -> [FolderEntry] {
        try FilePath.requireWhole(folder)
        guard let handle = opendir(folder) else {
            if errno == ENOTDIR {
                throw DataError(
                    .inaccessible, folder, "is not a folder", help: "give the path of a folder")
            }
            throw DataError.system(errno, folder, doing: "list")
        }
        defer { closedir(handle) }
        var found: [FolderEntry] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let isFolder: Bool
            switch Int(entry.pointee.d_type) {
            case DT_DIR: isFolder = true
            case DT_REG: isFolder = false
            default: isFolder = self.isFolder("\(folder)/\(name)")
            }
            found.append(FolderEntry(name: name, isFolder: isFolder))
        }
        return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    public func makeFolder(_ path: String) throws {
        try FilePath.requireWhole(path)
        if isFolder(path) { return }
        var prefix = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            prefix += "/\(part)"
            guard mkdir(prefix, 0o777) != 0, errno != EEXIST else { continue }
            throw DataError.system(errno, prefix, doing: "create")
        }
        guard isFolder(path) else {
            throw DataError(
                .inaccessible, path, "is not a folder", help: "give the path of a folder",
                cause: "Not a directory")
        }
    }

    public func makeFolder(_ path: String, filling fill: (String) throws -> Void) throws {
        removeLeftovers(of: path)
        try makeFolder(FilePath.parent(path))
        let temporary = try makeTemporary(path)
        do {
            try fill(temporary)
        } catch {
            removeFolder(temporary)
            throw error
        }
        if rename(temporary, path) != 0 {
            let code = errno
            removeFolder(temporary)
            if !isFolder(path) { throw DataError.system(code, path, doing: "write") }
        }
    }

    /// A new folder beside a path. Its name tells which process fills it; a number tells apart
    /// those that are filled at once in one process.
    private func makeTemporary(_ path: String) throws -> String {
        for number in 0..<Int(Int16.max) {
            let temporary = "\(path).\(getpid()).\(number).partial"
            if mkdir(temporary, 0o777) == 0 { return temporary }
            guard errno == EEXIST else { break }
        }
        throw DataError.system(errno, path, doing: "create")
    }

    /// Deletes what processes that are gone had begun to fill.
    private func removeLeftovers(of path: String) {
        let parent = FilePath.parent(path)
        let (prefix, suffix) = ("\(FilePath.name(path)).", ".partial")
        for entry in (try? entries(parent)) ?? []
        where entry.isFolder && entry.name.hasPrefix(prefix) && entry.name.hasSuffix(suffix) {
            let number = entry.name.dropFirst(prefix.count).prefix { $0 != "." }
            guard let process = pid_t(number), process > 0 else { continue }
            if kill(process, 0) != 0, errno == ESRCH { removeFolder("\(parent)/\(entry.name)") }
        }
    }

    /// Deletes a folder with all in it; what cannot be deleted stays.
    private func removeFolder(_ path: String) {
        for entry in (try? entries(path)) ?? [] {
            let child = "\(path)/\(entry.name)"
            var facts = stat()
            // What a link leads to is not in the folder.
            let isOwn = lstat(child, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
            if isOwn { removeFolder(child) } else { unlink(child) }
        }
        rmdir(path)
    }
}
