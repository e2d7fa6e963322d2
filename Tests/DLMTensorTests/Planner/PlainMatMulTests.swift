import DLMTypes
import Testing

@testable import DLMTensor

/// Matrix products of Float64 and of whole numbers against their definition.
@Suite struct PlainMatMulTests {
    private static let shapes: [([Int], [Int])] = [
        ([1, 1], [1, 1]), ([7, 130], [130, 515]), ([3, 0], [0, 4]), ([0, 3], [3, 2]),
        ([2, 1, 5, 6], [3, 6, 4]), ([64, 64], [64, 64]),
    ]

    private static func array(_ dtype: DType, _ shape: [Int], seed: Int) -> HostArray {
        let values = (0..<shape.reduce(1, *)).map { Double(($0 * 37 + seed * 11) % 29 - 14) }
        return HostArray(dtype, shape, doubles: dtype.isFloating ? values.map { $0 / 7 } : values)
    }

    @Test(arguments: [DType.float64, .int64, .int32, .uint8], [false, true])
    func agreesWithDefinition(dtype: DType, transposes: Bool) throws {
        for (left, right) in Self.shapes {
            func stored(_ shape: [Int]) -> [Int] {
                transposes
                    ? shape.dropLast(2) + [shape[shape.count - 1], shape[shape.count - 2]] : shape
            }
            let arrays = [
                "a": Self.array(dtype, stored(left), seed: 1),
                "b": Self.array(dtype, stored(right), seed: 2),
            ]
            let a = Tensor.placeholder("a", TensorType(dtype, stored(left).map { Dim($0) }))
            let b = Tensor.placeholder("b", TensorType(dtype, stored(right).map { Dim($0) }))
            let product = try Tensor.product(a, b, transposes, transposes)
            let wanted = try Differences.evaluate([product], arrays)[0]
            for threads in [1, 2] {
                let found = try Runtime(threads: threads).evaluate([product], inputs: arrays)[0]
                #expect(found.shape == wanted.shape)
                if dtype.isFloating {
                    Differences.expectClose(found.doubles, wanted.doubles, 1e-12, "\(left)")
                } else {
                    #expect(found.integers == wanted.integers, "\(left) \(dtype)")
                }
            }
        }
    }

    @Test("whole numbers keep their last digit, and wrap")
    func exact() throws {
        let large = HostArray(.int64, [2], [Int64(9_007_199_254_740_993), 1])
        let ones = Tensor.placeholder("ones", TensorType(.int64, [2]))
        let x = Tensor.placeholder("x", TensorType(.int64, [2]))
        let inputs = ["x": large, "ones": HostArray(.int64, [2], [Int64(1), 1])]
        let sum = try Runtime(threads: 1).evaluate([x.matmul(ones)], inputs: inputs)[0]
        #expect(sum.integers == [9_007_199_254_740_994])
        let bytes = Tensor.placeholder("u", TensorType(.uint8, [2]))
        let u = ["u": HostArray(.uint8, [2], [UInt8(200), 100])]
        let square = try Runtime(threads: 1).evaluate([bytes.matmul(bytes)], inputs: u)[0]
        #expect(square.integers == [(200 * 200 + 100 * 100) % 256])
    }
}
