import DLMTypes
import Testing

@testable import DLMTensor

/// Transforms of the library against sums written out.
@Suite struct FourierTests {
    private func array(_ shape: [Int], _ dtype: DType) -> HostArray {
        let sample = Tensor.sample(shape).node.operation as? Constant
        return HostArray(dtype, shape, doubles: sample?.value.doubles ?? [])
    }

    private func check(_ tensors: [Tensor], _ inputs: [String: HostArray]) throws {
        let fast = try Runtime(threads: 1).evaluate(tensors, inputs: inputs)
        let plain = try Differences.evaluate(tensors, inputs)
        for (value, wanted) in zip(fast, plain) {
            #expect(value.shape == wanted.shape)
            let bound = value.dtype == .float64 ? 1e-12 : 1e-5
            Differences.expectClose(value.doubles, wanted.doubles, bound, "\(value.shape)")
        }
    }

    @Test(
        "any length", arguments: [1, 2, 3, 4, 7, 8, 12, 61, 67, 134, 211],
        [DType.float32, .float64])
    func lengths(_ n: Int, _ dtype: DType) throws {
        let z = Tensor.placeholder("z", TensorType(dtype, [2, Dim(n), 3, 2]))
        let x = Tensor.placeholder("x", TensorType(dtype, [2, Dim(n), 3]))
        let half = try x.rfft(axis: 1)
        let results = [
            try z.fft(axis: 1), try z.fft(axis: 1, norm: .ortho, isInverse: true), half,
            try half.irfft(length: Dim(n), axis: 1), try half.fft(axis: 0),
            try z.irfft(length: Dim(2 * n), axis: 1),
        ]
        let inputs = ["z": array([2, n, 3, 2], dtype), "x": array([2, n, 3], dtype)]
        try check(results, inputs)
        let again = try [
            half.irfft(length: Dim(n), axis: 1) - x,
            z.fft(axis: 1).fft(axis: 1, isInverse: true) - z,
        ]
        for error in try Runtime(threads: 1).evaluate(again, inputs: inputs) {
            #expect((error.doubles.map(abs).max() ?? 0) < (dtype == .float64 ? 1e-13 : 1e-5))
        }
    }

    @Test("empty batches, and frames that overlap, touch or leave gaps")
    func framesAndEmptiness() throws {
        let none = Tensor.placeholder("n", TensorType(.float32, [0, 5]))
        let x = Tensor.placeholder("x", TensorType(.float64, [2, 11]))
        var results = [
            try none.rfft(), try none.rfft().fft(axis: 1), try none.frames(size: 2, hop: 1),
        ]
        for hop in [1, 2, 4, 6] {
            let cut = try x.frames(size: 4, hop: hop)
            results += [cut, try cut.overlapAdd(hop: hop)]
            results += try cut.square().sum().gradients(with: [x])
        }
        try check(results, ["n": array([0, 5], .float32), "x": array([2, 11], .float64)])
    }

    @Test("what has no transform is refused")
    func refusals() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [4, 3]))
        let empty = Tensor.placeholder("e", TensorType(.float32, [4, 0]))
        #expect(throws: OpError.self) { try x.fft() }
        #expect(throws: OpError.self) { try x.rfft(length: 0) }
        #expect(throws: OpError.self) { try empty.rfft() }
        #expect(throws: OpError.self) { try x.rfft().irfft(length: -2) }
        #expect(throws: OpError.self) { try x.rfft().slice(axis: 1, stop: 1).irfft() }
        #expect(throws: OpError.self) { try x.frames(size: 4, hop: 1) }
        #expect(throws: OpError.self) { try x.frames(size: 0, hop: 1) }
        let n = Dim(DimSymbol("N"))
        let open = Tensor.placeholder("o", TensorType(.float32, [n]))
        #expect(try open.rfft().shape == [n / 2 + 1, 2])
        #expect(try open.rfft(length: n + 2).shape == [(n + 2) / 2 + 1, 2])
        #expect(throws: OpError.self) { try open.rfft(length: 8) }
    }
}
