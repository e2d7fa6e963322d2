import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct IDXFileTests {
    /// Two images of 2 × 3 bytes.
    static let plain: [UInt8] =
        [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3] + (0..<12).map { $0 * 3 }

    /// The same by `gzip -9 -n`.
    static let compressed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x63, 0x60, 0xE0, 0x60,
        0x66, 0x60, 0x60, 0x60, 0x82, 0x62, 0x66, 0x06, 0x66, 0x36, 0x4E, 0x1E, 0x7E, 0x21,
        0x51, 0x09, 0x69, 0x39, 0x45, 0x00, 0xCB, 0x73, 0xD6, 0x0F, 0x1C, 0x00, 0x00, 0x00,
    ]

    @Test(arguments: [plain, compressed])
    func readsPlainAndCompressed(bytes: [UInt8]) throws {
        let folder = try TestFolder()
        let array = try IDXFile.read(try folder.write("a.idx", bytes), in: SystemFiles())
        #expect(array.shape == [2, 2, 3])
        #expect(array.elements(as: UInt8.self) == (0..<12).map { $0 * 3 })
    }

    @Test func refusesEveryTruncation() throws {
        let folder = try TestFolder()
        for bytes in [IDXFileTests.plain, IDXFileTests.compressed] {
            for kept in 0..<bytes.count {
                let path = try folder.write("a", Array(bytes.prefix(kept)))
                #expect(
                    dataError { _ = try IDXFile.read(path, in: SystemFiles()) }?.reason
                        == .malformed, "\(kept)")
            }
        }
    }

    @Test func refusesWhatDoesNotFit() throws {
        let folder = try TestFolder()
        func reason(_ bytes: [UInt8]) throws -> DataError.Reason? {
            let path = try folder.write("a", bytes)
            return dataError { _ = try IDXFile.read(path, in: SystemFiles()) }?.reason
        }
        let plain = IDXFileTests.plain
        #expect(try reason(plain + [0]) == .malformed)
        // Floats, no axes, too many axes, an empty axis.
        #expect(try reason([0, 0, 13] + plain[3...]) == .malformed)
        #expect(try reason([0, 0, 8, 0] + plain[4...]) == .malformed)
        #expect(try reason([0, 0, 8, 9] + plain[4...]) == .malformed)
        #expect(try reason(plain[..<4] + [0, 0, 0, 0] + plain[8...]) == .malformed)
        // Sizes whose product leaves 64 bits, or only the file.
        let huge = [UInt8](repeating: 0xFF, count: 4)
        #expect(try reason([0, 0, 8, 4] + huge + huge + huge + huge) == .malformed)
        #expect(try reason(plain[..<4] + huge + plain[8...]) == .malformed)
        // Damage inside the compressed data, and in its checksum.
        var damaged = IDXFileTests.compressed
        damaged[damaged.count - 6] ^= 0x40
        #expect(try reason(damaged) == .malformed)
        #expect(try reason(IDXFileTests.compressed + [1, 2, 3]) == .malformed)
    }

    @Test func survivesMutations() throws {
        let folder = try TestFolder()
        for bytes in [IDXFileTests.plain, IDXFileTests.compressed] {
            for round in 0..<200 {
                let path = try folder.write("a", mutated(bytes, round))
                if let array = try? IDXFile.read(path, in: SystemFiles()) {
                    #expect(array.count <= 1 << 16)
                }
            }
        }
    }

    @Test func namesWhatIsNoFile() throws {
        let folder = try TestFolder()
        let missing = dataError { _ = try IDXFile.read("\(folder.path)/none", in: SystemFiles()) }
        #expect(missing?.reason == .missing)
        #expect(
            missing?.description == "\(folder.path)/none: no such file or folder; check the path")
        #expect(
            dataError { _ = try IDXFile.read(folder.path, in: SystemFiles()) }?.problem
                == "is a folder")
        #expect(
            dataError { _ = try IDXFile.read("/dev/null", in: SystemFiles()) }?.problem
                == "is not a regular file")
        #expect(dataError { _ = try IDXFile.read("a\0b", in: SystemFiles()) }?.reason == .missing)
    }
}
