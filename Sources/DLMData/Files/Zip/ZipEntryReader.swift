/// The content of an archive's entry, inflated and checked while it is read from start to end.
final class ZipEntryReader: ByteSource {
    let path: String
    let subject: String?
    let size: Int

    private let archive: any ByteSource
    private let entry: ZipDirectory.Entry
    private let inflater: Inflater?
    /// The next byte of the content.
    private var position = 0
    private var checksum: UInt32 = 0
    /// The next byte to read from the archive, and the end of the entry there.
    private var next: Int
    private let end: Int
    /// Bytes that are read and not yet inflated.
    private var input: ArraySlice<UInt8> = []
    private var isAtEnd = false
    private static let pieceSize = 1 << 16

    /// An entry whose data begin at an offset; the directory says how many they are.
    init(
        _ entry: ZipDirectory.Entry, at dataStart: Int, in archive: any ByteSource,
        subject: String
    ) throws {
        path = archive.path
        self.subject = subject
        self.archive = archive
        self.entry = entry
        size = entry.size
        next = dataStart
        end = dataStart + entry.storedSize
        inflater = entry.isDeflated ? Inflater() : nil
        guard !entry.isDeflated || inflater != nil else {
            throw error(.tooLarge, "cannot be decompressed: there is not enough memory")
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        guard offset == position, buffer.count <= size - position else {
            throw malformed("ends after \(size) bytes")
        }
        if let inflater {
            guard try inflate(inflater, into: buffer) == buffer.count else {
                throw malformed("holds less data than the archive says")
            }
        } else {
            try archive.read(into: buffer, at: next)
            next += buffer.count
        }
        checksum = checksum.checksum(over: UnsafeRawBufferPointer(buffer))
        position += buffer.count
    }

    /// Checks that all has been read, that there is no more, and the checksum.
    func finish() throws {
        if let inflater {
            var extra: UInt8 = 0
            let count = try withUnsafeMutableBytes(of: &extra) { try inflate(inflater, into: $0) }
            guard count == 0, input.isEmpty, next == end else {
                throw malformed("holds more data than the archive says")
            }
        }
        guard position == size, checksum == entry.checksum else {
            throw malformed("is damaged: its checksum differs")
        }
    }

    /// Inflates until the buffer is full or the data end; yields how many bytes it produced.
    private func inflate(
        _ inflater: Inflater, into buffer: UnsafeMutableRawBufferPointer
    ) throws -> Int {
        var done = 0
        while done < buffer.count, !isAtEnd {
            if input.isEmpty, next < end {
                let count = min(ZipEntryReader.pieceSize, end - next)
                input = try archive.bytes(at: next, count: count)[...]
                next += count
            }
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            guard let step = input.withUnsafeBytes({ inflater.step($0, into: rest) }),
                step.isAtEnd || step.consumed > 0 || step.produced > 0
            else { throw malformed("holds damaged compressed data") }
            input = input.dropFirst(step.consumed)
            done += step.produced
            isAtEnd = step.isAtEnd
        }
        return done
    }
}
