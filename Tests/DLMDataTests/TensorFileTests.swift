import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct TensorFileTests {
    static let two: [(name: String, array: HostArray)] = [
        ("b", .counts(.float32, [2, 3])), ("a", .counts(.int64, [4])),
    ]

    @Test(arguments: ["a.npz", "a.safetensors", "x.y/.A.NPZ", "b.SafeTensors"])
    func returnsWhatWasWritten(name: String) throws {
        let folder = try TestFolder()
        try SystemFiles().makeFolder("\(folder.path)/x.y")
        let path = "\(folder.path)/\(name)"
        try TensorFile.write(path, TensorFileTests.two, in: SystemFiles())
        let read = try TensorFile.read(path, in: SystemFiles())
        #expect(read.map(\.name) == ["b", "a"])
        #expect(read.map(\.array.facts) == TensorFileTests.two.map(\.array.facts))
        try TensorFile.write(path, [], in: SystemFiles())
        #expect(try TensorFile.read(path, in: SystemFiles()).isEmpty)
    }

    @Test func aLoneArrayHasNoNameOfItsOwn() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npy"
        try TensorFile.write(path, [TensorFileTests.two[0]], in: SystemFiles())
        let read = try TensorFile.read(path, in: SystemFiles())
        #expect(read.map(\.name) == ["array"])
        #expect(read.first?.array.facts == TensorFileTests.two[0].array.facts)
        for tensors in [TensorFileTests.two, []] {
            let error = dataError { try TensorFile.write(path, tensors, in: SystemFiles()) }
            #expect(error?.problem == "a .npy file holds one tensor, not \(tensors.count)")
        }
        #expect(try TensorFile.read(path, in: SystemFiles()).count == 1)
    }

    @Test(arguments: ["a.txt", "a", "x.npy/a", "a.npy.gz", "", "a."])
    func namesTheEndingsItKnows(path: String) {
        let read = dataError { _ = try TensorFile.read(path, in: SystemFiles()) }
        let written = dataError {
            try TensorFile.write(path, TensorFileTests.two, in: SystemFiles())
        }
        #expect(read == written)
        #expect(read?.help == "dlm reads and writes .npy, .npz and .safetensors")
    }

    @Test func looksAtTheContent() throws {
        let folder = try TestFolder()
        for (content, format) in [
            ("version1.npy", "npy"), ("types.npz", "npz"), ("types.safetensors", "safetensors"),
        ] {
            let bytes = try Fixture.bytes("tensors/\(content)")
            for ending in ["npy", "npz", "safetensors"] where ending != format {
                let path = try folder.write("a.\(ending)", bytes)
                let error = dataError { _ = try TensorFile.read(path, in: SystemFiles()) }
                #expect(error?.problem.hasSuffix("by its content") == true)
                #expect(error?.help == "let its name end in .\(format)")
            }
        }
        for ending in ["npy", "npz", "safetensors"] {
            for bytes in [[], [0x80, 4], Array("plain text, and more of it".utf8)] as [[UInt8]] {
                let path = try folder.write("a.\(ending)", bytes)
                #expect(
                    dataError { _ = try TensorFile.read(path, in: SystemFiles()) }?.reason
                        == .malformed)
            }
            let missing = dataError {
                _ = try TensorFile.read("\(folder.path)/b.\(ending)", in: SystemFiles())
            }
            #expect(missing?.reason == .missing)
        }
    }
}
