import Glibc
import Synchronization

/// A file that is locked for as long as a claim is held. The system lets go of it when the process
/// ends, however it ends.
final class SystemClaim: FileClaim {
    private let path: String
    /// Of the file that is locked; -1 once it is not.
    private let descriptor: Mutex<Int32>

    /// Throws `FileClaimed` when another process has it, `DataError` when nothing can be written.
    init(_ path: String) throws {
        try FilePath.requireWhole(path)
        self.path = path
        descriptor = Mutex(try SystemClaim.lock(path))
    }

    deinit { release() }

    func release() {
        descriptor.withLock { descriptor in
            guard descriptor >= 0 else { return }
            // While it is still ours: whoever opened it before finds out that it is gone.
            unlink(path)
            close(descriptor)
            descriptor = -1
        }
    }

    private static func lock(_ path: String) throws -> Int32 {
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw DataError.system(errno, path, doing: "write") }
            // A file system without locks is no reason not to go on.
            if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                let holder = process(file)
                close(file)
                throw FileClaimed(process: holder)
            }
            if isInPlace(file, path) {
                note(file)
                return file
            }
            close(file)
        }
    }

    /// Whether the file still has its name: its last owner may have deleted it just now.
    private static func isInPlace(_ file: Int32, _ path: String) -> Bool {
        var (held, named) = (stat(), stat())
        guard fstat(file, &held) == 0, stat(path, &named) == 0 else { return false }
        return held.st_ino == named.st_ino && held.st_dev == named.st_dev
    }

    /// Writes down whose it is.
    private static func note(_ file: Int32) {
        let text = Array("\(getpid())\n".utf8)
        ftruncate(file, 0)
        _ = pwrite(file, text, text.count, 0)
    }

    /// The process that the file names.
    private static func process(_ file: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(file, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\n") }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
