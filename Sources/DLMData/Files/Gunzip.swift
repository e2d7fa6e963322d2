import CImage
import DLMSystem

/// Inflates gzip data step by step, so that a header can be checked before memory is reserved for
/// what it announces.
struct Gunzip: ~Copyable {
    /// Deflate shrinks at most 1032 to 1: a file cannot hold more than this many times its size.
    static let maximumRatio = 1040

    private let path: String
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let stream: UnsafeMutableRawPointer

    /// Begins on the compressed bytes of a file whose path errors name.
    init(_ compressed: [UInt8], path: String) throws {
        self.path = path
        bytes = .allocate(capacity: max(compressed.count, 1))
        _ = bytes.update(fromContentsOf: compressed)
        guard let stream = dlm_gunzip_create(bytes.baseAddress, compressed.count) else {
            bytes.deallocate()
            throw DataError(.tooLarge, path, "not enough memory to decompress it")
        }
        self.stream = stream
    }

    deinit {
        dlm_gunzip_destroy(stream)
        bytes.deallocate()
    }

    /// The next bytes, as many as the buffer holds; throws when the data ends before or is damaged.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws {
        let count = try inflate(into: buffer)
        guard count == buffer.count else {
            throw DataError(
                .malformed, path, "holds less data than its header says",
                help: "it is truncated: copy or download it again")
        }
    }

    /// Checks that all has been read, and with it the checksum at the end.
    mutating func finish() throws {
        var extra: UInt8 = 0
        let count = try withUnsafeMutableBytes(of: &extra) { try inflate(into: $0) }
        guard count == 0 else {
            throw DataError(
                .malformed, path, "holds more data than its header says",
                help: "check that it is the right file")
        }
    }

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var produced = 0
        let base = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let status = dlm_gunzip_read(stream, base, buffer.count, &produced)
        if status == Int32(DLM_GUNZIP_TRUNCATED) {
            throw DataError(
                .malformed, path, "the gzip data ends too early",
                help: "it is truncated: copy or download it again")
        }
        if status == Int32(DLM_GUNZIP_CORRUPT) {
            throw DataError(
                .malformed, path, "the gzip data is damaged", help: "copy or download it again")
        }
        return produced
    }
}
