import Glibc

/// The files of the system. A path with a NUL byte, which the system would cut short, names nothing.
public struct SystemFiles: FileSystem {
    public init() {}

    public func open(_ path: String) throws -> any ReadableFile { try SystemFile(path) }

    public func contents(_ path: String, limit: Int) throws -> [UInt8]? {
        guard !path.utf8.contains(0) else { return nil }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw DataError.system(errno, path, doing: "read")
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            throw DataError.system(errno, path, doing: "read")
        }
        guard facts.st_mode & S_IFMT != S_IFDIR else {
            throw DataError(.inaccessible, path, "is a folder", cause: "it is a folder")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DataError.system(errno, path, doing: "read") }
            if count == 0 { break }
            bytes += chunk[0..<count]
        }
        guard bytes.count <= limit else {
            let text = "it has more than \(limit >> 20) MiB"
            throw DataError(.tooLarge, path, text, cause: text)
        }
        return bytes
    }

    public func create(_ path: String, keepingMode: Bool) throws -> any WritableFile {
        try NewSystemFile(path, keepingMode: keepingMode)
    }

    public func write(_ bytes: [UInt8], to path: String) throws {
        try put(bytes, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
    }

    public func append(_ bytes: [UInt8], to path: String) throws {
        try put(bytes, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC)
    }

    private func put(_ bytes: [UInt8], _ path: String, _ mode: Int32) throws {
        try FilePath.requireWhole(path)
        let descriptor = Glibc.open(path, mode, 0o666)
        guard descriptor >= 0 else { throw DataError.system(errno, path, doing: "write") }
        defer { close(descriptor) }
        try bytes.withUnsafeBytes { bytes in
            try SystemFiles.write(bytes, to: descriptor, path)
        }
    }

    /// Writes all bytes, however often the system takes only some.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String
    ) throws(DataError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let count = Glibc.write(descriptor, base + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw DataError.system(errno, path, doing: "write")
            }
            done += count
        }
    }

    public func kind(_ path: String) -> FileKind? {
        var facts = stat()
        guard !path.utf8.contains(0), stat(path, &facts) == 0 else { return nil }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    public func move(_ path: String, to other: String) throws {
        try FilePath.requireWhole(path)
        try FilePath.requireWhole(other)
        guard rename(path, other) == 0 else {
            throw DataError.system(errno, path, doing: "move")
        }
    }

    public func remove(_ path: String) throws {
        try FilePath.requireWhole(path)
        guard unlink(path) == 0 || errno == ENOENT else {
            throw DataError.system(errno, path, doing: "write")
        }
    }

    public func requireWritable(_ folder: String) throws {
        try FilePath.requireWhole(folder)
        guard access(folder, W_OK | X_OK) == 0 else {
            throw DataError.system(errno, folder, doing: "write")
        }
    }

    public func claim(_ path: String) throws -> any FileClaim { try SystemClaim(path) }
}
