import DLMSystem
import Glibc

@testable import DLMData

/// A folder for one test, deleted with its last owner.
final class TestFolder {
    let path: String

    init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/dlm-data-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw DataError(.inaccessible, base, "no folder") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { TestFolder.remove(path) }

    private static func remove(_ path: String) {
        for entry in (try? SystemFiles().entries(path)) ?? [] {
            let child = "\(path)/\(entry.name)"
            if entry.isFolder { remove(child) } else { unlink(child) }
        }
        // What a failed test left hidden goes as well.
        unlink("\(path)/.lock")
        rmdir(path)
    }

    /// Writes a file, with the folders above it, and yields its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        let parent = file.split(separator: "/").dropLast().joined(separator: "/")
        try SystemFiles().makeFolder("/\(parent)")
        let output = try AtomicFile(file, in: SystemFiles())
        try output.write(bytes)
        try output.commit()
        return file
    }
}

/// Files of the folder Tests/Fixtures/data.
enum Fixture {
    static func path(_ name: String, file: String = #filePath) -> String {
        let folder = file.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/\(folder)/Fixtures/data/\(name)"
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try InputFile.bytes(path(name), limit: 1 << 20, in: SystemFiles())
    }
}

/// Runs the body and yields the error it must end with.
func dataError(_ body: () throws -> Void) -> DataError? {
    do {
        try body()
        return nil
    } catch {
        return error as? DataError
    }
}
