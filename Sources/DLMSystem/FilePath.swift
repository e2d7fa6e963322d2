/// Paths taken apart; nothing here looks at a file system.
public enum FilePath {
    /// The folder that a path lies in: `.` for a bare name.
    public static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    public static func name(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? path
    }

    /// Throws `DataError` for a path that the system would cut short.
    static func requireWhole(_ path: String) throws(DataError) {
        guard path.utf8.contains(0) else { return }
        throw DataError(.missing, path, "the path contains a NUL byte", help: "check the path")
    }

    /// The parts of a path without `.` and empty ones, `..` applied; a leading `/` is not told.
    static func parts(_ path: String) -> [String] {
        var parts: [String] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(String(part))
            }
        }
        return parts
    }
}
