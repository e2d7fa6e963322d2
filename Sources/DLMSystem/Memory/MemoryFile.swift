/// A file of `MemoryFiles` as it was when it was opened.
struct MemoryFile: ReadableFile {
    let bytes: [UInt8]
    var size: Int { bytes.count }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + count]))
        }
        return count
    }
}

/// A file that appears in `MemoryFiles` once it is whole.
final class NewMemoryFile: WritableFile {
    private let path: String
    private let files: MemoryFiles
    private var bytes: [UInt8] = []

    init(path: String, files: MemoryFiles) {
        self.path = path
        self.files = files
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws { self.bytes += bytes }

    func commit() throws { files[path] = bytes }
}
