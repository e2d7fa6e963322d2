import DLMSystem
import DLMTypes

/// The IDX format of the MNIST family: big-endian sizes, then bytes; plain or gzip.
///
/// Format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
public enum IDXFile {
    /// The largest array read, in bytes.
    static let limit = 1 << 32

    /// An array of unsigned bytes of 1 to 4 dimensions.
    ///
    /// Throws `DataError` when the file is missing, of another element type, truncated, longer than
    /// its header says, or larger than 4 GiB.
    public static func read(_ path: String, in files: any FileSystem) throws -> HostArray {
        let file = try InputFile(path, in: files)
        var magic: [UInt8] = [0, 0]
        if file.size >= 2 { try magic.withUnsafeMutableBytes { try file.read(into: $0, at: 0) } }
        if magic == [0x1F, 0x8B] { return try readCompressed(path, files) }
        let header = Header(count: file.size) { buffer, offset in
            try file.read(into: buffer, at: offset)
        }
        let shape = try header.shape(path)
        let (start, count) = (4 + 4 * shape.count, shape.reduce(1, *))
        guard file.size == start + count else {
            throw DataError(
                .malformed, path,
                "has \(file.size) bytes where its header says \(start + count)",
                help: "copy or download it again")
        }
        try file.requireMemory()
        return try HostArray(.uint8, shape) { try file.read(into: $0, at: start) }
    }

    private static func readCompressed(
        _ path: String, _ files: any FileSystem
    ) throws -> HostArray {
        let compressed = try InputFile.bytes(path, limit: limit, in: files)
        var stream = try Gunzip(compressed, path: path)
        let (possible, overflow) = compressed.count.multipliedReportingOverflow(
            by: Gunzip.maximumRatio)
        let header = Header(count: overflow ? .max : possible) { buffer, _ in
            try stream.read(into: buffer)
        }
        let shape = try header.shape(path)
        guard HostMemory.canHold(shape.reduce(1, *)) else {
            throw DataError(
                .tooLarge, path,
                "no memory to read it: \(HostMemory.refusal(shape.reduce(1, *)))")
        }
        let array = try HostArray(.uint8, shape) { try stream.read(into: $0) }
        try stream.finish()
        return array
    }

    /// Reads and checks the sizes at the start of a file.
    private struct Header {
        /// The most bytes the file can hold.
        let count: Int
        /// Reads the bytes at an offset; called with growing offsets.
        let read: (UnsafeMutableRawBufferPointer, Int) throws -> Void

        func shape(_ path: String) throws -> [Int] {
            let magic = try word(at: 0, path)
            guard magic >> 16 == 0, (magic >> 8) & 0xFF == 8 else {
                throw DataError(
                    .malformed, path, "is not an IDX file of unsigned bytes",
                    help: "idx wants files such as train-images-idx3-ubyte, plain or .gz")
            }
            let rank = Int(magic & 0xFF)
            guard (1...4).contains(rank) else {
                throw DataError(.malformed, path, "has \(rank) dimensions; idx wants 1 to 4")
            }
            var shape: [Int] = []
            var product = 1
            for axis in 0..<rank {
                let length = Int(try word(at: 4 + 4 * axis, path))
                let (next, overflow) = product.multipliedReportingOverflow(by: length)
                guard length > 0 else {
                    throw DataError(.malformed, path, "axis \(axis) has length 0")
                }
                guard !overflow, next <= IDXFile.limit, next <= count else {
                    throw DataError(
                        .malformed, path, "its header announces more data than it can hold",
                        help: "it is damaged or truncated: copy or download it again")
                }
                shape.append(length)
                product = next
            }
            return shape
        }

        private func word(at offset: Int, _ path: String) throws -> UInt32 {
            guard offset + 4 <= count else {
                throw DataError(
                    .malformed, path, "is too short for an IDX file",
                    help: "copy or download it again")
            }
            var value: UInt32 = 0
            try withUnsafeMutableBytes(of: &value) { try read($0, offset) }
            return UInt32(bigEndian: value)
        }
    }
}
