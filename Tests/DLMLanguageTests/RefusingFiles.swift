import DLM

/// Files that are there and that nobody may touch.
struct RefusingFiles: FileSystem {
    private func refusal(_ path: String) -> DataError {
        DataError(.inaccessible, path, "permission denied", cause: "Permission denied")
    }

    func open(_ path: String) throws -> any ReadableFile { throw refusal(path) }
    func contents(_ path: String, limit: Int) throws -> [UInt8]? { throw refusal(path) }
    func write(_ bytes: [UInt8], to path: String) throws { throw refusal(path) }
    func append(_ bytes: [UInt8], to path: String) throws { throw refusal(path) }
    func entries(_ folder: String) throws -> [FolderEntry] { throw refusal(folder) }
    func kind(_ path: String) -> FileKind? { .file }
    func makeFolder(_ path: String) throws { throw refusal(path) }
    func move(_ path: String, to other: String) throws { throw refusal(path) }
    func remove(_ path: String) throws { throw refusal(path) }
    func requireWritable(_ folder: String) throws { throw refusal(folder) }
    func claim(_ path: String) throws -> any FileClaim { throw refusal(path) }

    func create(_ path: String, keepingMode: Bool) throws -> any WritableFile {
        throw refusal(path)
    }

    func makeFolder(_ path: String, filling fill: (String) throws -> Void) throws {
        throw refusal(path)
    }
}
