import DLMSystem

/// A file that appears whole or not at all, written in pieces of any size.
public final class AtomicFile {
    public let path: String
    private let file: any WritableFile
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 16

    /// Begins writing; throws `DataError` when the folder is missing or not writable.
    ///
    /// - Parameter keepingMode: whether the file keeps the permissions of the one it replaces.
    public init(
        _ path: String, keepingMode: Bool = false, in files: any FileSystem
    ) throws {
        self.path = path
        file = try files.create(path, keepingMode: keepingMode)
    }

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
        try file.write(bytes)
    }

    /// Puts the file in its place; until then the old one stays.
    public func commit() throws {
        try flush()
        try file.commit()
    }

    private func flush() throws {
        try buffer.withUnsafeBytes { try file.write($0) }
        buffer.removeAll(keepingCapacity: true)
    }
}
