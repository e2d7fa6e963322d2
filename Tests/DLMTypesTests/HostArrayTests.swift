import Testing

@testable import DLMTypes

@Suite("Host arrays")
struct HostArrayTests {
    @Test("Every element type keeps values it can hold", arguments: DType.allCases)
    func roundTrip(dtype: DType) {
        let values: [Double] = [0, 1, 1, 0]
        let array = HostArray(dtype, [2, 2], doubles: values)
        #expect(array.doubles == values)
        #expect(array.byteCount == 4 * dtype.byteCount)
    }

    @Test("Conversions clamp instead of trapping")
    func clamping() {
        #expect(HostArray(.uint8, [3], doubles: [-5, 300, .nan]).doubles == [0, 255, 0])
        #expect(
            HostArray(.int64, [2], doubles: [1e300, -1e300]).elements(as: Int64.self) == [
                .max, .min,
            ])
    }

    @Test("Memory is aligned for vector loads, empty arrays included")
    func alignment() {
        for shape in [[0], [1], [3, 5]] {
            let array = HostArray(zeros: .float32, shape)
            array.withBytes { bytes in
                let address = bytes.baseAddress.map { UInt(bitPattern: $0) } ?? 0
                #expect(address % 64 == 0)
                #expect(bytes.count == array.count * 4)
            }
        }
    }

    @Test("Wider and floating types win")
    func promotion() {
        #expect(DType.promote(.int64, .float32) == .float32)
        #expect(DType.promote(.float32, .float64) == .float64)
        #expect(DType.promote(.bool, .uint8) == .uint8)
    }
}
