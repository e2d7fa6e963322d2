import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

/// Files of one array, and safetensors files, that are cut or changed.
@Suite struct DamagedTensorFileTests {
    @Test func everyTruncationOfNPY() throws {
        let bytes = try Fixture.bytes("tensors/version1.npy")
        for kept in 0..<bytes.count {
            let error = NPYTests.error(MemorySource(Array(bytes.prefix(kept))))
            #expect(error?.reason == .malformed, "\(kept)")
        }
        let more = NPYTests.error(MemorySource(bytes + [0]))
        #expect(more?.problem == "has 1 bytes after its data")
        let other = NPYTests.error(MemorySource(bytes.reversed()))
        #expect(other?.problem.contains("NumPy's mark") == true)
        var version = bytes
        version[6] = 4
        #expect(NPYTests.error(MemorySource(version))?.problem.contains("version 4.0") == true)
        #expect(
            dataError { _ = try NPYFile.read("none.npy", in: SystemFiles()) }?.reason == .missing)
    }

    @Test func mutationsOfNPY() throws {
        for name in ["version1.npy", "version3.npy"] {
            let bytes = try Fixture.bytes("tensors/\(name)")
            let (good, strange) = survives(bytes, rounds: 1_000) { [try NPYFile.decode($0)] }
            #expect(strange.isEmpty)
            #expect(good > 0)
        }
    }

    @Test func everyTruncationOfSafetensors() throws {
        let bytes = try Fixture.bytes("tensors/types.safetensors")
        for kept in 0..<bytes.count {
            let source = MemorySource(Array(bytes.prefix(kept)))
            #expect(dataError { _ = try SafetensorsFile.decode(source) }?.reason == .malformed)
        }
        let more = dataError { _ = try SafetensorsFile.decode(MemorySource(bytes + [0])) }
        #expect(more?.reason == .malformed)
    }

    @Test func mutationsOfSafetensors() throws {
        let bytes = try Fixture.bytes("tensors/types.safetensors")
        let (_, strange) = survives(bytes, rounds: 1_000) {
            Array(try SafetensorsFile.decode($0).tensors.values)
        }
        #expect(strange.isEmpty)
    }
}
