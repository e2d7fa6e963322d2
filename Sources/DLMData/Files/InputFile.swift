import DLMTypes
import Glibc

/// An open regular file, read from any position; its size is that at opening.
final class InputFile {
    let path: String
    let size: Int
    private let descriptor: Int32

    /// Opens a file; throws `DataError` for anything but a readable regular file.
    init(_ path: String) throws {
        self.path = path
        guard !path.utf8.contains(0) else {
            throw DataError(.missing, path, "the path contains a NUL byte", help: "check the path")
        }
        // A FIFO or a terminal must not make the open wait.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw DataError.system(errno, path, doing: "read") }
        var facts = stat()
        let isKnown = fstat(descriptor, &facts) == 0
        let type = facts.st_mode & S_IFMT
        size = isKnown ? Int(facts.st_size) : 0
        if !isKnown || type != S_IFREG {
            close(descriptor)
            throw DataError(
                .inaccessible, path, type == S_IFDIR ? "is a folder" : "is not a regular file",
                help: "give the path of a file")
        }
    }

    deinit { close(descriptor) }

    /// Fills the buffer with the bytes at an offset; throws when the file ends before.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw DataError.system(errno, path, doing: "read")
            }
            guard count > 0 else {
                throw DataError(
                    .malformed, path, "ends after \(offset + done) bytes",
                    help: "it is truncated: copy or download it again")
            }
            done += count
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
    static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
        let file = try InputFile(path)
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
