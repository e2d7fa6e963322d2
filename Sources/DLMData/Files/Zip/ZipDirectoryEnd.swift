/// The record at the end of a zip archive that tells where its directory is.
struct ZipDirectoryEnd {
    let start: Int
    let size: Int
    let count: Int

    init(_ source: any ByteSource) throws {
        let (offset, fields) = try ZipDirectoryEnd.find(source)
        var reader = LittleEndianReader(fields)
        _ = try reader.uint32()
        let disk = try reader.uint16()
        let directoryDisk = try reader.uint16()
        let countHere = try reader.uint16()
        let count = try reader.uint16()
        let size = try reader.uint32()
        let start = try reader.uint32()
        if let long = try ZipDirectoryEnd.long(source, before: offset) {
            self = long
            return
        }
        guard disk == 0, directoryDisk == 0, countHere == count else {
            throw source.malformed(
                "is one part of an archive in several", help: "make it one file")
        }
        try self.init(source, start: start, size: size, count: count, end: offset)
    }

    /// Checks that the directory ends where the records after it begin.
    private init(
        _ source: any ByteSource, start: Int, size: Int, count: Int, end: Int
    ) throws {
        guard start <= end, size == end - start else {
            throw source.malformed("has a directory that is not where the archive says")
        }
        (self.start, self.size, self.count) = (start, size, count)
    }

    /// The last record whose comment ends with the file.
    private static func find(_ source: any ByteSource) throws -> (Int, ArraySlice<UInt8>) {
        let minimum = ZipFormat.directoryEndSize
        let first = max(0, source.size - minimum - 0xFFFF)
        let tail = try source.bytes(at: first, count: source.size - first)
        for place in stride(from: tail.count - minimum, through: 0, by: -1) {
            let fields = tail[place..<place + minimum]
            var reader = LittleEndianReader(fields)
            guard try reader.uint32() == Int(ZipFormat.directoryEnd) else { continue }
            _ = try reader.bytes(minimum - 6)
            if try reader.uint16() == tail.count - place - minimum {
                return (first + place, fields)
            }
        }
        let mark = try source.bytes(at: 0, count: min(4, source.size))
        guard mark == [0x50, 0x4B, 3, 4] || mark == [0x50, 0x4B, 5, 6] else {
            throw source.malformed("is no .npz archive", help: "numpy.savez writes such files")
        }
        throw source.malformed(
            "ends without the directory of an archive",
            help: "it is truncated: copy or download it again")
    }

    /// The record with 64-bit fields, which stands before the short one; nil when there is none.
    private static func long(
        _ source: any ByteSource, before end: Int
    ) throws -> ZipDirectoryEnd? {
        let locatorStart = end - ZipFormat.longDirectoryLocatorSize
        guard locatorStart >= ZipFormat.longDirectoryEndSize else { return nil }
        var locator = LittleEndianReader(
            try source.bytes(at: locatorStart, count: ZipFormat.longDirectoryLocatorSize))
        guard try locator.uint32() == Int(ZipFormat.longDirectoryLocator) else { return nil }
        _ = try locator.uint32()
        let offset = try locator.uint64()
        guard offset <= UInt64(locatorStart - ZipFormat.longDirectoryEndSize) else {
            throw source.malformed("has a directory that is not where the archive says")
        }
        let recordStart = Int(offset)
        var record = LittleEndianReader(
            try source.bytes(at: recordStart, count: ZipFormat.longDirectoryEndSize))
        guard try record.uint32() == Int(ZipFormat.longDirectoryEnd) else {
            throw source.malformed("has a damaged directory")
        }
        _ = try record.bytes(20)
        let countHere = try record.uint64()
        let count = try record.uint64()
        let size = try record.uint64()
        let start = try record.uint64()
        guard countHere == count, count <= size, size <= offset, start <= offset else {
            throw source.malformed("has a directory that is not where the archive says")
        }
        return try ZipDirectoryEnd(
            source, start: Int(start), size: Int(size), count: Int(count), end: recordStart)
    }
}
