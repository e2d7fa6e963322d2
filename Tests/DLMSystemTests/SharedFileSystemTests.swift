import DLMSystem
import Glibc
import Testing

/// What several users of one file system may count on, and what is refused.
@Suite struct SharedFileSystemTests {
    /// A folder of the system that is gone after `work`, and files in memory with one alike.
    private func everywhere(_ work: (any FileSystem, _ folder: String) throws -> Void) throws {
        let memory = MemoryFiles()
        try memory.makeFolder("top")
        try work(memory, "top")
        var template = Array("/tmp/dlm-shared-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { remove(path) }
        try work(SystemFiles(), path)
    }

    private func remove(_ folder: String) {
        let files = SystemFiles()
        for entry in (try? files.entries(folder)) ?? [] {
            let path = "\(folder)/\(entry.name)"
            if entry.isFolder { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }

    @Test func twoWhoFillOneFolderDoNotDisturbEachOther() throws {
        try everywhere { files, folder in
            let path = "\(folder)/faces"
            try files.makeFolder(path) { first in
                try files.write([1], to: "\(first)/a")
                // Another engine of the same process is faster.
                try files.makeFolder(path) { second in
                    #expect(second != first)
                    try files.write([2], to: "\(second)/b")
                }
                #expect(try files.entries(path).map(\.name) == ["b"])
                #expect(try files.contents("\(first)/a", limit: 9) == [1])
            }
            // Theirs stands, and nothing half-filled is left.
            #expect(try files.entries(path).map(\.name) == ["b"])
            #expect(try files.entries(folder).map(\.name) == ["faces"])
        }
    }

    @Test func aFolderIsNotWrittenOver() throws {
        try everywhere { files, folder in
            try files.makeFolder("\(folder)/runs")
            try files.write([7], to: "\(folder)/runs/x")
            #expect(throws: DataError.self) { try files.write([1], to: "\(folder)/runs") }
            #expect(throws: DataError.self) { try files.append([1], to: "\(folder)/runs") }
            #expect(files.kind("\(folder)/runs") == .folder)
            #expect(try files.contents("\(folder)/runs/x", limit: 9) == [7])
        }
    }

    @Test func readingBehindTheEndGivesNothing() throws {
        try everywhere { files, folder in
            try files.write([1, 2, 3], to: "\(folder)/x")
            let file = try files.open("\(folder)/x")
            var bytes = [UInt8](repeating: 0, count: 4)
            for offset in [3, 4, 1 << 40] {
                #expect(
                    try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: offset) } == 0)
            }
        }
    }
}
