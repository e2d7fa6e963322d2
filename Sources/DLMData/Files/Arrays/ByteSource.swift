import DLMSystem
import DLMTypes

/// Bytes of a known number: a file, or an entry of an archive.
protocol ByteSource {
    /// The file that errors name.
    var path: String { get }
    /// What of the file errors speak of, such as `the array "w"`; nil for the whole.
    var subject: String? { get }
    var size: Int { get }

    /// Fills the buffer with the bytes at an offset; throws when they end before.
    ///
    /// An entry of an archive is read from its start to its end, nothing skipped.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws
}

extension ByteSource {
    var subject: String? { nil }

    /// An error about these bytes.
    func error(_ reason: DataError.Reason, _ problem: String, help: String? = nil) -> DataError {
        DataError(reason, path, subject.map { "\($0) \(problem)" } ?? problem, help: help)
    }

    /// An error about bytes that are not what their format says.
    func malformed(
        _ problem: String, help: String = "it is damaged: copy or download it again"
    ) -> DataError {
        error(.malformed, problem, help: help)
    }

    /// Throws when there is no memory for `byteCount` bytes made of these.
    func requireMemory(for byteCount: Int) throws {
        guard HostMemory.canHold(byteCount) else {
            throw error(
                .tooLarge, "cannot be held in memory: \(HostMemory.refusal(byteCount))",
                help: "check that it is the right file")
        }
    }

    /// A few of the bytes; their number has been checked against the size.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let part = UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
            try read(into: part, at: offset)
            filled = count
        }
    }
}

extension InputFile: ByteSource {}

/// The bytes of a file, with a subject for errors.
struct ByteSourcePart: ByteSource {
    let subject: String?
    private let whole: any ByteSource

    init(_ whole: any ByteSource, subject: String) {
        self.whole = whole
        self.subject = subject
    }

    var path: String { whole.path }
    var size: Int { whole.size }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        try whole.read(into: buffer, at: offset)
    }
}
