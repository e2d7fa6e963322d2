/// The checked directory of a zip archive: what it holds, and where.
struct ZipDirectory {
    struct Entry {
        let name: String
        /// The name's bytes as they stand in the directory.
        let nameBytes: [UInt8]
        let isDeflated: Bool
        let checksum: UInt32
        /// Bytes in the archive.
        let storedSize: Int
        /// Bytes of the content.
        let size: Int
        let headerOffset: Int
    }

    /// Entries in the order of the directory.
    let entries: [Entry]
    /// Where the directory begins, and with that the data end.
    let start: Int

    /// The most bytes a directory may have.
    private static let limit = 1 << 26

    init(_ source: any ByteSource) throws {
        do {
            let end = try ZipDirectoryEnd(source)
            guard end.size <= ZipDirectory.limit else {
                throw source.error(
                    .tooLarge,
                    "has a directory of \(end.size) bytes; the limit is \(ZipDirectory.limit)")
            }
            // An entry of the directory has at least 46 bytes.
            guard end.count <= end.size / 46 else {
                throw source.malformed("announces \(end.count) entries, more than it can hold")
            }
            let bytes = try source.bytes(at: end.start, count: end.size)
            var reader = LittleEndianReader(bytes)
            var entries: [Entry] = []
            for _ in 0..<end.count {
                entries.append(try ZipDirectory.entry(&reader, dataEnd: end.start, source))
            }
            guard reader.left == 0 else {
                throw source.malformed("holds more entries than it announces")
            }
            self.entries = entries
            start = end.start
        } catch is LittleEndianReader.Ended {
            throw source.malformed("has a directory that is cut short")
        }
    }

    private static func entry(
        _ reader: inout LittleEndianReader, dataEnd: Int, _ source: any ByteSource
    ) throws -> Entry {
        guard try reader.uint32() == Int(ZipFormat.directoryEntry) else {
            throw source.malformed("has a damaged directory")
        }
        _ = try reader.bytes(4)
        let flags = try reader.uint16()
        let method = try reader.uint16()
        _ = try reader.bytes(4)
        let checksum = try reader.uint32()
        let shortStoredSize = try reader.uint32()
        let shortSize = try reader.uint32()
        let nameLength = try reader.uint16()
        let extraLength = try reader.uint16()
        let commentLength = try reader.uint16()
        _ = try reader.bytes(8)
        let shortOffset = try reader.uint32()
        let nameBytes = Array(try reader.bytes(nameLength))
        var long = try ZipFormat.longValues(try reader.bytes(extraLength))
        _ = try reader.bytes(commentLength)

        // ASCII is all that is sure without the flag; most programs write UTF-8 all the same.
        guard let name = String(validating: nameBytes, as: UTF8.self) else {
            throw source.malformed(
                "holds a name that is not UTF-8", help: "write it again with numpy.savez")
        }
        let shown = JSONValue.string(name).text
        guard flags & ZipFormat.encrypted == 0 else {
            throw source.malformed("has encrypted the entry \(shown)", help: "decrypt it first")
        }
        guard method == ZipFormat.stored || method == ZipFormat.deflated else {
            throw source.malformed(
                "has compressed the entry \(shown) by method \(method)",
                help: "dlm reads what numpy.savez and numpy.savez_compressed write")
        }
        /// The 64-bit value of a field that does not hold it itself.
        func full(_ short: Int) throws -> Int {
            guard short == ZipFormat.elsewhere32 else { return short }
            guard var values = long else { return short }
            let value = Int(exactly: try values.uint64())
            long = values
            guard let value else {
                throw source.malformed("holds sizes that do not fit for the entry \(shown)")
            }
            return value
        }
        let size = try full(shortSize)
        let storedSize = try full(shortStoredSize)
        let offset = try full(shortOffset)
        // What lies within the archive; the name stands in front of the data once more.
        guard offset <= dataEnd - ZipFormat.localHeaderSize,
            storedSize <= dataEnd - ZipFormat.localHeaderSize - offset
        else { throw source.malformed("holds the entry \(shown) outside its data") }
        let isDeflated = method == ZipFormat.deflated
        // A quotient, since the product might not fit.
        guard isDeflated ? size / Gunzip.maximumRatio <= storedSize : size == storedSize else {
            throw source.malformed("holds sizes that do not fit for the entry \(shown)")
        }
        return Entry(
            name: name, nameBytes: nameBytes, isDeflated: isDeflated,
            checksum: UInt32(truncatingIfNeeded: checksum), storedSize: storedSize, size: size,
            headerOffset: offset)
    }
}
