import DLMSystem
import DLMTypes

/// An open regular file, read from any position; its size is that at opening.
final class InputFile {
    let path: String
    let size: Int
    private let file: any ReadableFile

    /// Opens a file; throws `DataError` for anything but a readable regular file.
    init(_ path: String, in files: any FileSystem) throws {
        self.path = path
        file = try files.open(path)
        size = file.size
    }

    /// Fills the buffer with the bytes at an offset; throws when the file ends before.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        let count = try file.read(into: buffer, at: offset)
        guard count == buffer.count else {
            throw DataError(
                .malformed, path, "ends after \(offset + count) bytes",
                help: "it is truncated: copy or download it again")
        }
    }

    /// Throws when the file does not fit in memory: a sparse one may announce anything.
    func requireMemory() throws {
        guard HostMemory.canHold(size) else {
            throw DataError(
                .tooLarge, path, "no memory to read it: \(HostMemory.refusal(size))",
                help: "check that it is the right file")
        }
    }

    /// The whole file; throws when it has more than `limit` bytes.
    static func bytes(
        _ path: String, limit: Int, in files: any FileSystem
    ) throws -> [UInt8] {
        let file = try InputFile(path, in: files)
        guard file.size <= limit else {
            throw DataError(
                .tooLarge, path, "has \(file.size) bytes; the limit is \(limit)",
                help: "check that it is the right file")
        }
        try file.requireMemory()
        return try [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
            count = file.size
        }
    }
}
