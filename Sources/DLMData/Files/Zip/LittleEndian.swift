/// Reads little-endian numbers one after the other; throws instead of leaving the bytes.
struct LittleEndianReader {
    /// The bytes ended before the number.
    struct Ended: Error {}

    private let bytes: ArraySlice<UInt8>
    private var offset: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        offset = bytes.startIndex
    }

    init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    /// How many bytes are left.
    var left: Int { bytes.endIndex - offset }

    mutating func uint16() throws(Ended) -> Int { Int(truncatingIfNeeded: try number(2)) }

    mutating func uint32() throws(Ended) -> Int { Int(truncatingIfNeeded: try number(4)) }

    mutating func uint64() throws(Ended) -> UInt64 { try number(8) }

    mutating func bytes(_ count: Int) throws(Ended) -> ArraySlice<UInt8> {
        guard count <= left else { throw Ended() }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    private mutating func number(_ count: Int) throws(Ended) -> UInt64 {
        try bytes(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
