import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct NPZTests {
    static let shape = [2, 3]

    /// What types.npz and compressed.npz hold.
    static let expected: [(name: String, array: HostArray)] = [
        ("f2", .counts(.float32, shape, from: -3)), ("f4", .counts(.float32, shape, from: -3)),
        ("f8", .counts(.float64, shape, from: -3)), ("i1", .counts(.int32, shape, from: -3)),
        ("i2", .counts(.int32, shape, from: -3)), ("i4", .counts(.int32, shape, from: -3)),
        ("i8", .counts(.int64, shape, from: -3)), ("u1", .counts(.uint8, shape)),
        ("u2", .counts(.int32, shape)), ("u4", .counts(.int64, shape)),
        ("u8", .counts(.int64, shape)), ("b1", .counts(.bool, shape)),
        ("big.f2", .counts(.float32, shape, from: -3)),
        ("big.f4", .counts(.float32, shape, from: -3)),
        ("big.f8", .counts(.float64, shape, from: -3)),
        ("big.i2", .counts(.int32, shape, from: -3)), ("big.i4", .counts(.int32, shape, from: -3)),
        ("big.i8", .counts(.int64, shape, from: -3)), ("big.u2", .counts(.int32, shape)),
        ("big.u4", .counts(.int64, shape)), ("big.u8", .counts(.int64, shape)),
        ("fortran.f4", .counts(.float32, [2, 3, 4], from: -3)),
        ("fortran.f8", .counts(.float64, [2, 3, 4], from: -3)),
        ("fortran.u1", .counts(.uint8, [2, 3, 4])),
        ("fortran.big", .counts(.int32, [2, 3, 4], from: -3)),
        ("scalar", HostArray(.float64, [], [1.5] as [Double])),
        ("vector", .counts(.int64, [5], from: -3)), ("empty", HostArray(zeros: .float32, [0, 3])),
        ("fortran.empty", HostArray(zeros: .float32, [3, 0, 2])),
        ("größe/層 😀", .counts(.float32, [2], from: -3)),
    ]

    @Test(arguments: ["types.npz", "compressed.npz"])
    func readsEveryTypeOfNumPy(name: String) throws {
        let read = try NPZFile.read(Fixture.tensors(name), in: SystemFiles())
        #expect(read.count == NPZTests.expected.count + 2)
        for (name, array) in NPZTests.expected {
            let found = try #require(read.first { $0.name == name })
            #expect(found.array.facts == array.facts, "\(name)")
        }
        let half = try #require(read.first { $0.name == "half" })
        let float = try #require(read.first { $0.name == "half.float" })
        #expect(half.array.facts == float.array.facts)
    }

    @Test(arguments: ["zip64.npz", "stream.npz"])
    func readsOtherLayouts(name: String) throws {
        let read = try NPZFile.read(Fixture.tensors(name), in: SystemFiles())
        #expect(read.map(\.name) == ["a", "b"])
        #expect(read.first?.array.facts == HostArray.counts(.float32, [2, 3], from: -3).facts)
        #expect(read.last?.array.facts == HostArray.counts(.int64, [4], from: -3).facts)
    }

    @Test("What is written returns, with sizes in 32 or 64 bits, and in equal bytes")
    func returnsWhatWasWritten() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npz"
        for limit in [ZipFormat.elsewhere32, 400, 0] {
            try NPZFile.write(path, tensors: NPZTests.expected, limit: limit, in: SystemFiles())
            let read = try NPZFile.read(path, in: SystemFiles())
            #expect(read.map(\.name) == NPZTests.expected.map(\.name))
            #expect(read.map(\.array.facts) == NPZTests.expected.map(\.array.facts))
            let first = try InputFile.bytes(path, limit: 1 << 20, in: SystemFiles())
            try NPZFile.write(path, tensors: NPZTests.expected, limit: limit, in: SystemFiles())
            #expect(try InputFile.bytes(path, limit: 1 << 20, in: SystemFiles()) == first)
        }
        try NPZFile.write(path, tensors: [], in: SystemFiles())
        #expect(try NPZFile.read(path, in: SystemFiles()).isEmpty)
        #expect(try InputFile(path, in: SystemFiles()).size == ZipFormat.directoryEndSize)
    }

    @Test func manyEntries() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npz"
        let one = HostArray(floats: [1])
        try NPZFile.write(
            path, tensors: (0..<2_000).map { ("\($0)", one) }, limit: 1_000, in: SystemFiles())
        #expect(
            try NPZFile.read(path, in: SystemFiles()).map(\.name) == (0..<2_000).map { "\($0)" })
    }

    @Test func refusesOtherContents() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npz"
        var archive = try ZipWriter(path, in: SystemFiles())
        let text = Array("hello".utf8)
        try text.withUnsafeBytes { try archive.add("read\nme.txt", [], $0) }
        try archive.commit()
        let foreign = dataError { _ = try NPZFile.read(path, in: SystemFiles()) }
        #expect(foreign?.problem == #"holds "read\nme.txt", which is no .npy array"#)

        archive = try ZipWriter(path, in: SystemFiles())
        for _ in 0..<2 { try text.withUnsafeBytes { try archive.add("a.npy", [], $0) } }
        try archive.commit()
        #expect(
            dataError { _ = try NPZFile.read(path, in: SystemFiles()) }?.problem
                == #"holds "a.npy" twice"#)

        archive = try ZipWriter(path, in: SystemFiles())
        try text.withUnsafeBytes { try archive.add("a.npy", [], $0) }
        try archive.commit()
        let inner = dataError { _ = try NPZFile.read(path, in: SystemFiles()) }
        #expect(inner?.problem.hasPrefix(#"the array "a" is no .npy array"#) == true)
    }

    @Test func aFailedWriteLeavesTheOldFile() throws {
        let folder = try TestFolder()
        let path = try folder.write("a.npz", [1, 2, 3])
        let one = HostArray(floats: [1])
        let twice = dataError {
            try NPZFile.write(path, tensors: [("x", one), ("x", one)], in: SystemFiles())
        }
        #expect(twice?.problem == #"two tensors are called "x""#)
        let name = dataError {
            try NPZFile.write(path, tensors: [("a\0b", one)], in: SystemFiles())
        }
        #expect(name?.reason == .inconsistent)
        let long = String(repeating: "x", count: 70_000)
        #expect(
            dataError { try NPZFile.write(path, tensors: [(long, one)], in: SystemFiles()) } != nil)
        #expect(try InputFile.bytes(path, limit: 10, in: SystemFiles()) == [1, 2, 3])
        #expect(try SystemFiles().entries(folder.path).map(\.name) == ["a.npz"])
    }
}
