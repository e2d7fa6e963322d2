import Glibc
import Synchronization

/// A run's claim on its folder, so that no second run mixes its files with the first one's. The
/// system lets go of it when the process ends, however it ends.
public final class RunLock: Sendable {
    private let directory: RunDirectory
    /// Of the file that is locked; -1 while it is not.
    private let descriptor = Mutex<Int32>(-1)

    /// The claim on a folder, not yet made.
    public init(_ directory: RunDirectory) { self.directory = directory }

    deinit { release() }

    private var path: String { "\(directory.path)/.lock" }

    /// Makes the folder and claims it, unless that was done.
    ///
    /// - Throws: `TrainingFault` when another run has it, or when nothing can be written there.
    public func acquire() throws {
        try descriptor.withLock { descriptor in
            guard descriptor < 0 else { return }
            try directory.create()
            descriptor = try claim()
        }
    }

    /// Lets go of the folder.
    public func release() {
        descriptor.withLock { descriptor in
            guard descriptor >= 0 else { return }
            // While it is still ours: whoever opened it before finds out that it is gone.
            unlink(path)
            close(descriptor)
            descriptor = -1
        }
    }

    private func claim() throws -> Int32 {
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard file >= 0 else {
                throw TrainingFault(
                    "\(directory.path): cannot be written to (\(String(cString: strerror(errno))))",
                    help: "check who may write there, or choose another folder with --run-dir")
            }
            // A file system without locks is no reason not to train.
            if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                let holder = RunLock.process(file)
                close(file)
                throw TrainingFault(
                    "\(directory.path): another run is at work there\(holder)",
                    help: "wait for its end, or choose another folder with --run-dir")
            }
            if isInPlace(file) {
                RunLock.note(file)
                return file
            }
            close(file)
        }
    }

    /// Whether the file still has its name: its last owner may have deleted it just now.
    private func isInPlace(_ file: Int32) -> Bool {
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

    /// ` (process 123)`, when the file says so.
    private static func process(_ file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(file, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\n") }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return "" }
        return " (process \(number))"
    }
}
