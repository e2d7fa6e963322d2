import DLMSystem
import Glibc
import Testing

/// The file systems that there are: what holds for one holds for the other.
enum Place: CaseIterable {
    case memory, system

    /// A file system and an empty folder in it, gone after `work`.
    func with(_ work: (any FileSystem, _ folder: String) throws -> Void) throws {
        switch self {
        case .memory:
            let files = MemoryFiles()
            try files.makeFolder("top")
            try work(files, "top")
        case .system:
            var template = Array("/tmp/dlm-files-XXXXXX".utf8CString)
            try #require(mkdtemp(&template) != nil)
            let path = String(
                decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            defer { Place.remove(path) }
            try work(SystemFiles(), path)
        }
    }

    private static func remove(_ folder: String) {
        let files = SystemFiles()
        for entry in (try? files.entries(folder)) ?? [] {
            let path = "\(folder)/\(entry.name)"
            if entry.isFolder { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }
}
