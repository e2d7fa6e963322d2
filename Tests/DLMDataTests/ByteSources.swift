import DLMSystem
import DLMTypes

@testable import DLMData

/// Bytes in memory, as if they were a file's.
struct MemorySource: ByteSource {
    let bytes: [UInt8]
    let path = "memory"

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var size: Int { bytes.count }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        guard offset >= 0, buffer.count <= size - offset else {
            throw malformed("is read beyond its end")
        }
        buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    }
}

extension HostArray {
    /// Everything that two equal arrays share.
    var facts: String {
        "\(dtype) \(shape) \(withBytes { Array($0) })"
    }

    /// 0, 1, 2, …; signed types begin at -3, floats are halves: what the fixtures hold.
    static func counts(_ dtype: DType, _ shape: [Int], from first: Double = 0) -> HostArray {
        let count = shape.reduce(1, *)
        let scale = dtype.isFloating ? 0.5 : 1
        return HostArray(dtype, shape, doubles: (0..<count).map { (Double($0) + first) * scale })
    }
}

extension Fixture {
    static func tensors(_ name: String) -> String { path("tensors/\(name)") }
}

/// Decodes damaged variants of a file: each must give arrays or a `DataError` of one line.
func survives(
    _ original: [UInt8], rounds: Int, _ decode: (MemorySource) throws -> [HostArray]
) -> (good: Int, strange: [String]) {
    var good = 0
    var strange: [String] = []
    for round in 0..<rounds {
        do {
            let arrays = try decode(MemorySource(mutated(original, round)))
            for array in arrays where array.doubles.count != array.count {
                strange.append("round \(round): \(array.shape)")
            }
            good += 1
        } catch let error as DataError {
            if error.description.contains("\n") { strange.append(error.description) }
        } catch {
            strange.append("round \(round): \(error)")
        }
    }
    return (good, strange)
}
