/// The numbers of the zip format.
///
/// Format: PKWARE, "APPNOTE.TXT – .ZIP File Format Specification", version 6.3.
enum ZipFormat {
    static let localHeader: UInt32 = 0x0403_4B50
    static let directoryEntry: UInt32 = 0x0201_4B50
    static let directoryEnd: UInt32 = 0x0605_4B50
    static let longDirectoryEnd: UInt32 = 0x0606_4B50
    static let longDirectoryLocator: UInt32 = 0x0706_4B50

    static let directoryEndSize = 22
    static let longDirectoryEndSize = 56
    static let longDirectoryLocatorSize = 20
    static let localHeaderSize = 30

    /// What stands in a 32-bit field whose value is elsewhere, in 64 bits.
    static let elsewhere32 = 0xFFFF_FFFF
    /// The extra field that holds those values.
    static let longField = 1

    static let stored = 0
    static let deflated = 8

    static let encrypted = 1
    /// Size and checksum follow the data.
    static let describedAfterwards = 1 << 3
    static let nameIsUTF8 = 1 << 11

    /// The field of 64-bit values among an entry's extra fields; nil when there is none.
    static func longValues(
        _ extra: ArraySlice<UInt8>
    ) throws(LittleEndianReader.Ended) -> LittleEndianReader? {
        var reader = LittleEndianReader(extra)
        // Some writers pad with a few zeros.
        while reader.left >= 4 {
            let kind = try reader.uint16()
            let length = try reader.uint16()
            let content = try reader.bytes(length)
            if kind == longField { return LittleEndianReader(content) }
        }
        return nil
    }
}
