/// The header that stands before an entry's data, checked against the directory.
struct ZipEntryHeader {
    /// Where the data begin.
    let dataStart: Int

    init(_ entry: ZipDirectory.Entry, dataEnd: Int, _ source: any ByteSource) throws {
        let shown = JSONValue.string(entry.name).text
        let differs = source.malformed("has a directory that differs from the entry \(shown)")
        // The directory has been checked to leave room for it.
        var reader = LittleEndianReader(
            try source.bytes(at: entry.headerOffset, count: ZipFormat.localHeaderSize))
        guard try reader.uint32() == Int(ZipFormat.localHeader) else { throw differs }
        _ = try reader.uint16()
        let flags = try reader.uint16()
        let method = try reader.uint16()
        _ = try reader.uint32()
        let checksum = try reader.uint32()
        let shortStoredSize = try reader.uint32()
        let shortSize = try reader.uint32()
        let nameLength = try reader.uint16()
        let extraLength = try reader.uint16()

        let nameStart = entry.headerOffset + ZipFormat.localHeaderSize
        dataStart = nameStart + nameLength + extraLength
        guard dataStart <= dataEnd, entry.storedSize <= dataEnd - dataStart else { throw differs }
        let name = try source.bytes(at: nameStart, count: nameLength)
        let isSameMethod =
            method == (entry.isDeflated ? ZipFormat.deflated : ZipFormat.stored)
            && flags & ZipFormat.encrypted == 0
        guard name == entry.nameBytes, isSameMethod else { throw differs }
        if flags & ZipFormat.describedAfterwards != 0 { return }

        let extra = try source.bytes(at: nameStart + nameLength, count: extraLength)
        guard checksum == Int(entry.checksum) else { throw differs }
        do {
            var long = try ZipFormat.longValues(extra[...])
            for (short, wanted) in [(shortSize, entry.size), (shortStoredSize, entry.storedSize)] {
                var value = UInt64(short)
                if short == ZipFormat.elsewhere32, var values = long {
                    value = try values.uint64()
                    long = values
                }
                guard value == UInt64(wanted) else { throw differs }
            }
        } catch is LittleEndianReader.Ended {
            throw differs
        }
    }
}
