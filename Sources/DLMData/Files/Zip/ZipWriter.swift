import DLMSystem

/// Writes an archive of stored entries, in one atomic step; equal contents give equal bytes.
struct ZipWriter {
    private let file: AtomicFile
    /// Values from here on are written in 64 bits.
    private let limit: Int
    private var offset = 0
    private var directory: [UInt8] = []
    private var count = 0

    /// 1 January 1980, the first day there is.
    private static let date: UInt16 = 0x21
    private static let version: UInt16 = 20
    private static let longVersion: UInt16 = 45

    init(
        _ path: String, limit: Int = ZipFormat.elsewhere32, in files: any FileSystem
    ) throws {
        file = try AtomicFile(path, in: files)
        self.limit = limit
    }

    /// Adds an entry whose content is a few bytes and then many.
    mutating func add(_ name: String, _ head: [UInt8], _ body: UnsafeRawBufferPointer) throws {
        let nameBytes = Array(name.utf8)
        guard nameBytes.count <= 0xFFFF, !nameBytes.contains(0) else {
            throw DataError(
                .inconsistent, file.path,
                "cannot hold a name with NUL or more than 65535 bytes", help: "rename the tensor")
        }
        let headSum = head.withUnsafeBytes { UInt32(0).checksum(over: $0) }
        let size = head.count + body.count
        let isLong = size >= limit
        var extra: [UInt8] = []
        if isLong {
            extra.append(littleEndian: UInt16(ZipFormat.longField))
            extra.append(littleEndian: UInt16(16))
            extra.append(littleEndian: UInt64(size))
            extra.append(littleEndian: UInt64(size))
        }
        var facts: [UInt8] = []
        facts.append(
            littleEndian: isLong || offset >= limit ? ZipWriter.longVersion : ZipWriter.version)
        facts.append(
            littleEndian: UInt16(nameBytes.allSatisfy { $0 < 0x80 } ? 0 : ZipFormat.nameIsUTF8))
        facts.append(littleEndian: UInt16(ZipFormat.stored))
        facts.append(littleEndian: UInt16(0))
        facts.append(littleEndian: ZipWriter.date)
        facts.append(littleEndian: headSum.checksum(over: body))
        facts.append(littleEndian: short(size))
        facts.append(littleEndian: short(size))
        facts.append(littleEndian: UInt16(nameBytes.count))

        var header: [UInt8] = []
        header.append(littleEndian: ZipFormat.localHeader)
        header += facts
        header.append(littleEndian: UInt16(extra.count))
        header += nameBytes
        header += extra
        try file.write(header)
        try file.write(head)
        try file.write(body)

        describe(facts, nameBytes, extra)
        offset += header.count + size
    }

    /// Adds an entry to the directory.
    private mutating func describe(_ facts: [UInt8], _ name: [UInt8], _ longSizes: [UInt8]) {
        var extra = longSizes
        if offset >= limit {
            extra = []
            extra.append(littleEndian: UInt16(ZipFormat.longField))
            extra.append(littleEndian: UInt16(max(longSizes.count - 4, 0) + 8))
            extra += longSizes.dropFirst(4)
            extra.append(littleEndian: UInt64(offset))
        }
        directory.append(littleEndian: ZipFormat.directoryEntry)
        // Written as on Unix, where the attributes below are a file's mode.
        directory.append(littleEndian: 3 << 8 | ZipWriter.longVersion)
        directory += facts
        directory.append(littleEndian: UInt16(extra.count))
        // Comment, disk, inner attributes.
        directory += [0, 0, 0, 0, 0, 0]
        directory.append(littleEndian: UInt32(0o100644 << 16))
        directory.append(littleEndian: short(offset))
        directory += name
        directory += extra
        count += 1
    }

    /// Writes the directory, and puts the archive in its place.
    mutating func commit() throws {
        try file.write(directory)
        let end = offset + directory.count
        let isLong = offset >= limit || directory.count >= limit || count >= min(limit, 0xFFFF)
        var records: [UInt8] = []
        if isLong {
            records.append(littleEndian: ZipFormat.longDirectoryEnd)
            records.append(littleEndian: UInt64(ZipFormat.longDirectoryEndSize - 12))
            records.append(littleEndian: 3 << 8 | ZipWriter.longVersion)
            records.append(littleEndian: ZipWriter.longVersion)
            records += [UInt8](repeating: 0, count: 8)
            for value in [count, count, directory.count, offset] {
                records.append(littleEndian: UInt64(value))
            }
            records.append(littleEndian: ZipFormat.longDirectoryLocator)
            records.append(littleEndian: UInt32(0))
            records.append(littleEndian: UInt64(end))
            records.append(littleEndian: UInt32(1))
        }
        let shortCount = count >= min(limit, 0xFFFF) ? UInt16.max : UInt16(count)
        records.append(littleEndian: ZipFormat.directoryEnd)
        records += [0, 0, 0, 0]
        records.append(littleEndian: shortCount)
        records.append(littleEndian: shortCount)
        records.append(littleEndian: short(directory.count))
        records.append(littleEndian: short(offset))
        records += [0, 0]
        try file.write(records)
        try file.commit()
    }

    /// A value for a 32-bit field, or the mark that it is elsewhere.
    private func short(_ value: Int) -> UInt32 {
        value >= limit ? UInt32.max : UInt32(truncatingIfNeeded: value)
    }
}
