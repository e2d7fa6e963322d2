import Glibc

/// The entries of a folder.
enum Folder {
    /// An entry, links followed.
    struct Entry {
        let name: String
        let isFolder: Bool
    }

    /// Entries by name in the order of their bytes; hidden ones are left out.
    static func entries(_ path: String) throws -> [Entry] {
        guard let handle = opendir(path) else {
            if errno == ENOTDIR {
                throw DataError(
                    .inaccessible, path, "is not a folder", help: "give the path of a folder")
            }
            throw DataError.system(errno, path, doing: "list")
        }
        defer { closedir(handle) }
        var found: [Entry] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let isFolder: Bool
            switch Int(entry.pointee.d_type) {
            case DT_DIR: isFolder = true
            case DT_REG: isFolder = false
            default: isFolder = Folder.exists("\(path)/\(name)")
            }
            found.append(Entry(name: name, isFolder: isFolder))
        }
        return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Whether a path names a folder.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes a folder and those above it; one that is there already is fine.
    static func create(_ path: String) throws {
        if exists(path) { return }
        let parts = path.split(separator: "/")
        if parts.count > 1 {
            let parent = parts.dropLast().joined(separator: "/")
            try create(path.hasPrefix("/") ? "/\(parent)" : parent)
        }
        if mkdir(path, 0o777) != 0, errno != EEXIST {
            throw DataError.system(errno, path, doing: "create")
        }
    }

    /// Deletes a folder with all in it; what cannot be deleted stays.
    static func remove(_ path: String) {
        for entry in (try? entries(path)) ?? [] {
            let child = "\(path)/\(entry.name)"
            if entry.isFolder { remove(child) } else { unlink(child) }
        }
        rmdir(path)
    }
}
