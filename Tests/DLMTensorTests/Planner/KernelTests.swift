import DLMTypes
import Testing

@testable import DLMTensor

@Suite("Fast kernels agree with the reference")
struct KernelTests {
    private func array(_ shape: [Int], seed: Int) -> HostArray {
        var random = CounterRandom(RandomKey(seed: UInt64(seed)))
        return HostArray(
            .float32, shape, doubles: (0..<shape.reduce(1, *)).map { _ in Double(random.normal()) })
    }

    private func check(_ outputs: [Tensor], _ inputs: [String: HostArray]) throws {
        let computation = Computation(outputs: outputs)
        let expected = try ReferenceInterpreter.run(computation, inputs: inputs)
        for threads in [1, 2] {
            let results = try Runtime(threads: threads).plan(computation).run(inputs).outputs
            for (result, wanted) in zip(results, expected) {
                #expect(distance(result, wanted) < 1e-5)
            }
        }
    }

    @Test("pools", arguments: [1, 2, 3], [0, 1])
    func pools(stride: Int, padding: Int) throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [2, 5, 9, 8]))
        let pad = SpatialWindow.Padding.explicit([Dim(padding), Dim(padding)])
        let steps = [Dim(stride), Dim(stride)]
        let largest = try x.maxPool2d([3, 2], stride: steps, padding: pad)
        let mean = try x.avgPool2d([3, 2], stride: steps, padding: pad)
        let loss = try (largest.square().sum() + mean.tanh().sum())
        let gradient = try loss.gradients(with: [x])[0]
        try check([largest, mean, gradient], ["x": array([2, 5, 9, 8], seed: 3)])
    }

    @Test("a large product is computed in parts, between which it can be stopped")
    func largeProduct() throws {
        let size = 1300
        let (a, b) = (array([size, size], seed: 1), array([size, size], seed: 2))
        let x = Tensor.placeholder("x", TensorType(.float32, [Dim(size), Dim(size)]))
        let y = Tensor.placeholder("y", TensorType(.float32, [Dim(size), Dim(size)]))
        let runtime = Runtime(threads: 2)
        let plan = try runtime.plan(Computation(outputs: [try x.matmul(y)]))
        let whole = try plan.run(["x": a, "y": b]).outputs[0].elements(as: Float.self)
        let (left, right) = (a.elements(as: Float.self), b.elements(as: Float.self))
        for (row, column) in [(0, 0), (590, 7), (591, 1299), (1181, 640), (1182, 3), (1299, 1299)] {
            var wanted = 0.0
            for place in 0..<size {
                let product = left[row * size + place] * right[place * size + column]
                wanted += Double(product)
            }
            #expect(abs(Double(whole[row * size + column]) - wanted) < 1e-2)
        }
        var asked = 0
        let stopped = #expect(throws: RunError.self) {
            try plan.run(["x": a, "y": b]) {
                asked += 1
                return asked > 1
            }
        }
        #expect(stopped?.reason == .cancelled)
    }

    @Test("indices")
    func indices() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [4, 6, 3]))
        let index = Tensor.placeholder("i", TensorType(.int64, [5]))
        let labels = Tensor.placeholder("l", TensorType(.int64, [4, 2, 3]))
        let rows = try x.indexSelect(index, axis: 1)
        let picked = try x.gather(labels, axis: 1)
        let loss = try rows.square().sum() + picked.square().sum()
        let inputs = [
            "x": array([4, 6, 3], seed: 4),
            "i": HostArray(.int64, [5], [0, 5, 2, 2, 1] as [Int64]),
            "l": HostArray(.int64, [4, 2, 3], (0..<24).map { Int64($0 * 5 % 6) }),
        ]
        try check(
            [rows, picked, x.argmax(axis: 1), x.argmin(axis: 2)] + loss.gradients(with: [x]), inputs
        )
        var wrong = inputs
        wrong["i"] = HostArray(.int64, [5], [0, 6, 2, 2, 1] as [Int64])
        #expect(throws: RunError.self) { try Runtime(threads: 1).evaluate([rows], inputs: wrong) }
    }

    @Test("random masks are drawn by sample, whatever the threads")
    func masks() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [6, 70]))
        let inputs = [
            "x": array([6, 70], seed: 5),
            RandomState.step: HostArray(.int64, [3], [9, 2, 4] as [Int64]),
            RandomState.samples: HostArray(.int64, [6], [3, 1, 4, 1, 5, 9] as [Int64]),
        ]
        try check([x.dropout(0.4, path: "a"), x.randomMask(keep: 0.3, path: "b")], inputs)
    }

    @Test("batched products, broadcast and transposed")
    func products() throws {
        let a = Tensor.placeholder("a", TensorType(.float32, [3, 1, 4, 5]))
        let b = Tensor.placeholder("b", TensorType(.float32, [2, 5, 6]))
        let w = Tensor.placeholder("w", TensorType(.float32, [7, 5]))
        let c = Tensor.placeholder("c", TensorType(.float32, [7]))
        let product = try a.matmul(b)
        let affine = try a.linear(w, c)
        let loss = try product.square().sum() + affine.tanh().sum()
        try check(
            [product, affine] + loss.gradients(with: [a, b, w, c]),
            [
                "a": array([3, 1, 4, 5], seed: 6), "b": array([2, 5, 6], seed: 7),
                "w": array([7, 5], seed: 8), "c": array([7], seed: 9),
            ])
    }

    @Test("products of numbers expanded to matrices")
    func expandedProducts() throws {
        let ones = try Tensor.scalar(1).expand(to: [2, 3])
        let column = Tensor.placeholder("c", TensorType(.float32, [3, 1]))
        let product = try ones.matmul(Tensor.scalar(1).expand(to: [3, 4]))
        let stretched = try ones.matmul(column.expand(to: [3, 4]))
        let gradient = try stretched.square().sum().gradients(with: [column])
        try check([product, stretched] + gradient, ["c": array([3, 1], seed: 10)])
        let result = try Runtime(threads: 1).evaluate([product])[0]
        #expect(result.doubles == [Double](repeating: 3, count: 8))
    }

    @Test("concat and pad")
    func copies() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [3, 4, 2]))
        let y = Tensor.placeholder("y", TensorType(.float32, [3, 1, 2]))
        let joined = try Tensor.concat([x, y, x], axis: 1)
        let padded = try x.pad([(1, 2), (0, 1)], value: 7)
        let loss = try joined.square().sum() + padded.tanh().sum()
        try check(
            [joined, padded] + loss.gradients(with: [x, y]),
            ["x": array([3, 4, 2], seed: 11), "y": array([3, 1, 2], seed: 12)])
    }

    @Test("a replayed plan keeps one arena")
    func replays() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [32, 16]))
        let inputs = ["x": array([32, 16], seed: 13)]
        let plan = try Runtime(threads: 2).plan(
            Computation(outputs: [x.softmax().matmul(x.transpose()).sum()]))
        var first: [Float] = []
        for run in 0..<1000 {
            let values = try plan.run(inputs).outputs[0].elements(as: Float.self)
            if run == 0 { first = values } else { #expect(values == first) }
        }
        #expect(plan.pooledArenas == 1)
    }
}
