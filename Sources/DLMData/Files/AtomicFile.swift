import Glibc

/// A file that appears whole or not at all: written under a temporary name in the same folder,
/// flushed to disk, then renamed over the old one.
public final class AtomicFile {
    public let path: String
    private let temporaryPath: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 16

    /// Begins writing; throws `DataError` when the folder is missing or not writable.
    ///
    /// - Parameter keepingMode: whether the file keeps the permissions of the one it replaces.
    public init(_ path: String, keepingMode: Bool = false) throws {
        self.path = path
        AtomicFile.removeLeftovers(of: path)
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
        var old = stat()
        let isKept = keepingMode && stat(path, &old) == 0
        fchmod(descriptor, isKept ? old.st_mode & 0o7777 : 0o666 & ~mask)
    }

    deinit { discard() }

    /// Appends text.
    public func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Appends bytes.
    public func write(_ bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= AtomicFile.bufferSize { try flush() }
    }

    /// Appends bytes straight from memory.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        try flush()
        try writeThrough(bytes)
    }

    /// Puts the file in its place; until then the old one stays.
    public func commit() throws {
        try flush()
        guard fsync(descriptor) == 0 else { throw failure() }
        guard rename(temporaryPath, path) == 0 else { throw failure() }
        close(descriptor)
        descriptor = -1
        syncFolder()
    }

    /// Deletes temporary files for a path whose writers were killed.
    private static func removeLeftovers(of path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let joined = parts.dropLast().joined(separator: "/")
        let folder = parts.count == 1 ? "." : (joined.isEmpty ? "/" : joined)
        let prefix = "\(parts.last ?? "")."
        for entry in (try? Folder.entries(folder)) ?? []
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

    private func flush() throws {
        try buffer.withUnsafeBytes { try writeThrough($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws {
        guard descriptor >= 0 else {
            throw DataError(.inaccessible, path, "is already closed")
        }
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let count = Glibc.write(descriptor, base + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure()
            }
            done += count
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
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let joined = parts.joined(separator: "/")
        let folder = open(parts.isEmpty ? "." : (joined.isEmpty ? "/" : joined), O_RDONLY)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
