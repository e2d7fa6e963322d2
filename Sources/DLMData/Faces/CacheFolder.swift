import Glibc

/// The user's cache folder for dlm.
enum CacheFolder {
    /// $XDG_CACHE_HOME/dlm, or ~/.cache/dlm.
    static func path() throws -> String {
        // The XDG specification has relative paths ignored.
        if let folder = variable("XDG_CACHE_HOME"), folder.hasPrefix("/") { return "\(folder)/dlm" }
        if let home = variable("HOME"), home.hasPrefix("/") { return "\(home)/.cache/dlm" }
        throw DataError(
            .missing, "~/.cache", "there is no home folder to keep sample data in",
            help: "set XDG_CACHE_HOME to a folder")
    }

    /// Makes a folder whole or not at all: filled under another name, then renamed. When another
    /// process was faster, its folder stands.
    static func make(_ path: String, fill: (String) throws -> Void) throws {
        let temporary = "\(path).\(getpid()).partial"
        Folder.remove(temporary)
        removeLeftovers(of: path)
        do {
            try Folder.create(temporary)
        } catch let error as DataError {
            throw DataError(
                .inaccessible, path, "cannot be made: \(error.path): \(error.problem)",
                help: "set XDG_CACHE_HOME to a folder that can be written, or give the program "
                    + "images of your own")
        }
        do {
            try fill(temporary)
        } catch {
            Folder.remove(temporary)
            throw error
        }
        if rename(temporary, path) != 0 {
            let code = errno
            Folder.remove(temporary)
            if !Folder.exists(path) { throw DataError.system(code, path, doing: "write") }
        }
    }

    /// Deletes what processes that are gone had begun to fill.
    private static func removeLeftovers(of path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        let (prefix, suffix) = ("\(parts.last ?? "").", ".partial")
        for entry in (try? Folder.entries(parent)) ?? []
        where entry.isFolder && entry.name.hasPrefix(prefix) && entry.name.hasSuffix(suffix) {
            let number = entry.name.dropFirst(prefix.count).dropLast(suffix.count)
            guard let process = pid_t(number), process > 0 else { continue }
            if kill(process, 0) != 0, errno == ESRCH { Folder.remove("\(parent)/\(entry.name)") }
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}
