import Glibc

/// An open regular file of the system.
final class SystemFile: ReadableFile {
    let size: Int
    private let path: String
    private let descriptor: Int32

    /// Throws `DataError` for anything but a readable regular file.
    init(_ path: String) throws {
        self.path = path
        try FilePath.requireWhole(path)
        // A FIFO or a terminal must not make the open wait.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw DataError.system(errno, path, doing: "read") }
        var facts = stat()
        let isKnown = fstat(descriptor, &facts) == 0
        let type = facts.st_mode & S_IFMT
        size = isKnown ? Int(facts.st_size) : 0
        if !isKnown || type != S_IFREG {
            close(descriptor)
            throw DataError.notAFile(path, isFolder: type == S_IFDIR)
        }
    }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw DataError.system(errno, path, doing: "read")
            }
            if count == 0 { break }
            done += count
        }
        return done
    }
}
