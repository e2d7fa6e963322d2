import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

/// Archives that are cut, changed, or made to mislead.
@Suite struct DamagedNPZTests {
    static func error(_ bytes: [UInt8]) -> DataError? {
        dataError { _ = try NPZFile.decode(MemorySource(bytes)) }
    }

    @Test(arguments: ["zip64.npz", "stream.npz"])
    func refusesEveryTruncationAndMore(name: String) throws {
        let bytes = try Fixture.bytes("tensors/\(name)")
        for kept in 0..<bytes.count {
            let error = DamagedNPZTests.error(Array(bytes.prefix(kept)))
            #expect(error?.reason == .malformed, "\(kept)")
        }
        #expect(DamagedNPZTests.error(bytes + [0])?.reason == .malformed)
        #expect(DamagedNPZTests.error([0] + bytes)?.reason == .malformed)
    }

    @Test func survivesMutations() throws {
        for (name, rounds) in [("zip64.npz", 1_000), ("stream.npz", 1_000), ("types.npz", 100)] {
            let bytes = try Fixture.bytes("tensors/\(name)")
            let (_, strange) = survives(bytes, rounds: rounds) {
                try NPZFile.decode($0).map(\.array)
            }
            #expect(strange.isEmpty)
        }
    }

    /// No flipped bit of the arrays goes unnoticed, be they plain or compressed.
    @Test func checksumsGuardTheData() throws {
        for name in ["types.npz", "compressed.npz"] {
            let bytes = try Fixture.bytes("tensors/\(name)")
            let directory = try ZipDirectory(MemorySource(bytes))
            let entry = try #require(directory.entries.first { $0.name == "vector.npy" })
            let header = try ZipEntryHeader(
                entry, dataEnd: directory.start, MemorySource(bytes))
            // The last byte of compressed data has bits that mean nothing.
            let count = entry.storedSize - (entry.isDeflated ? 1 : 0)
            for place in header.dataStart..<header.dataStart + count {
                var damaged = bytes
                damaged[place] ^= 0x10
                #expect(DamagedNPZTests.error(damaged)?.reason == .malformed, "\(place)")
            }
        }
    }

    /// The directory's fields for the first entry of an archive, changed one at a time.
    @Test(
        arguments: [
            (8, [1], "encrypted"), (10, [12], "method 12"), (16, [9], "differs"),
            (20, [0, 0], "sizes that do not fit"),
            (24, [255, 255, 255, 127], "sizes that do not fit"),
            (42, [255, 255, 255, 127], "outside its data"), (42, [1], "differs"),
            (46, [0xFF], "not UTF-8"), (46, [0x62], "differs"),
        ] as [(Int, [UInt8], String)])
    func refusesBadDirectories(place: Int, values: [UInt8], problem: String) throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npz"
        try NPZFile.write(path, tensors: [("a", .counts(.float32, [2, 3]))], in: SystemFiles())
        var bytes = try InputFile.bytes(path, limit: 1_000, in: SystemFiles())
        let start = try ZipDirectory(MemorySource(bytes)).start
        for (step, value) in values.enumerated() { bytes[start + place + step] = value }
        let error = DamagedNPZTests.error(bytes)
        #expect(error?.reason == .malformed)
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    }

    @Test("Entries that share bytes, as in archives that grow without bound, are refused")
    func overlaps() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npz"
        try NPZFile.write(path, tensors: [("b", HostArray(floats: [1]))], in: SystemFiles())
        let inner = try InputFile.bytes(path, limit: 1_000, in: SystemFiles())
        let innerStart = try ZipDirectory(MemorySource(inner)).start
        var entry = Array(inner[innerStart..<inner.count - ZipFormat.directoryEndSize])

        // The whole entry b lies within the data of a.
        let data = Array(inner[..<innerStart])
        try NPZFile.write(
            path, tensors: [("a", HostArray(.uint8, [data.count], data))], in: SystemFiles())
        var bytes = try InputFile.bytes(path, limit: 1_000, in: SystemFiles())
        let start = try ZipDirectory(MemorySource(bytes)).start
        let place = start - data.count
        (entry[42], entry[43]) = (UInt8(place & 0xFF), UInt8(place >> 8))
        bytes.insert(contentsOf: entry, at: start)
        let end = bytes.count - ZipFormat.directoryEndSize
        (bytes[end + 8], bytes[end + 10], bytes[end + 12]) = (2, 2, UInt8(entry.count * 2))
        #expect(DamagedNPZTests.error(bytes)?.problem == #"holds "b.npy" within another entry"#)
    }
}
