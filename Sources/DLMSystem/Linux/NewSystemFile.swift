import Glibc

/// A file that appears whole or not at all: written under a temporary name in the same folder,
/// flushed to disk, then renamed over the old one.
final class NewSystemFile: WritableFile {
    private let path: String
    private let temporaryPath: String
    private var descriptor: Int32

    /// Begins writing; throws `DataError` when the folder is missing or not writable.
    init(_ path: String, keepingMode: Bool) throws {
        try FilePath.requireWhole(path)
        var old = stat()
        let isThere = stat(path, &old) == 0
        // A device or a FIFO would be replaced by a file.
        if isThere, ![S_IFREG, S_IFDIR].contains(old.st_mode & S_IFMT) {
            throw DataError.notAFile(path)
        }
        self.path = path
        NewSystemFile.removeLeftovers(of: path)
        var template = Array("\(path).XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw DataError.system(errno, path, doing: "write") }
        temporaryPath = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Held while it is being written, so that nobody takes it for a leftover.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        // mkstemp makes it private; the finished file is as readable as any other new one.
        let mask = umask(0)
        umask(mask)
        let isKept = keepingMode && isThere
        fchmod(descriptor, isKept ? old.st_mode & 0o7777 : 0o666 & ~mask)
    }

    deinit { discard() }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard descriptor >= 0 else {
            throw DataError(.inaccessible, path, "is already closed")
        }
        do throws(DataError) {
            try SystemFiles.write(bytes, to: descriptor, path)
        } catch {
            discard()
            throw error
        }
    }

    func commit() throws {
        guard descriptor >= 0 else {
            throw DataError(.inaccessible, path, "is already closed")
        }
        guard fsync(descriptor) == 0 else { throw failure() }
        guard rename(temporaryPath, path) == 0 else { throw failure() }
        close(descriptor)
        descriptor = -1
        syncFolder()
    }

    /// Deletes temporary files for a path whose writers were killed.
    private static func removeLeftovers(of path: String) {
        let folder = FilePath.parent(path)
        let prefix = "\(FilePath.name(path))."
        for entry in (try? SystemFiles().entries(folder)) ?? []
        where !entry.isFolder && entry.name.hasPrefix(prefix)
            && isTemporary(entry.name.utf8.dropFirst(prefix.utf8.count))
        {
            let name = "\(folder)/\(entry.name)"
            let descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            // A writer that lives holds the lock.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(name) }
            close(descriptor)
        }
    }

    /// Whether this is what mkstemp puts in the place of XXXXXX.
    private static func isTemporary(_ ending: Substring.UTF8View) -> Bool {
        ending.count == 6
            && ending.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: false
                }
            }
    }

    private func failure() -> DataError {
        let error = DataError.system(errno, path, doing: "write")
        discard()
        return error
    }

    private func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(temporaryPath)
    }

    /// Makes the new name itself durable; a file system that cannot is no reason to fail.
    private func syncFolder() {
        let folder = open(FilePath.parent(path), O_RDONLY)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
