import DLMTypes
import Testing

@testable import DLMTensor

/// Factorisations are held against what defines them, since their reference is LAPACK itself, and
/// LAPACK's kernels against plain elimination.
@Suite struct LinearAlgebraTests {
    /// Shapes of batches of matrices, tall, wide, single, empty, and none at all.
    static let shapes: [[Int]] = [
        [4, 4], [2, 5, 3], [2, 3, 5], [1, 1], [3, 0], [0, 3], [0, 0], [0, 2, 2], [2, 2, 6, 6],
    ]

    private func input(_ shape: [Int], _ dtype: DType, seed: UInt64 = 5) -> (Tensor, HostArray) {
        let sample = Tensor.sample(shape, seed: seed).node.operation as? Constant
        let array = HostArray(dtype, shape, doubles: sample?.value.doubles ?? [])
        return (.placeholder("x\(seed)", TensorType(dtype, shape.map { Dim($0) })), array)
    }

    /// Requires tensors to be zero up to rounding, by the kernels and by the references.
    private func expectZero(
        _ tensors: [Tensor], _ inputs: [String: HostArray], _ what: String
    ) throws {
        let runs = [
            try Runtime(threads: 1).evaluate(tensors, inputs: inputs),
            try Differences.evaluate(tensors, inputs),
        ]
        for (tensor, value) in zip(tensors + tensors, runs.joined()) {
            let bound = tensor.dtype == .float64 ? 1e-12 : 2e-5
            let largest = value.doubles.reduce(0) { max($0, $1.isNaN ? .infinity : abs($1)) }
            #expect(largest < bound, "\(what) \(tensor.type)")
        }
    }

    /// Xᵀ X - 1.
    private func gram(_ x: Tensor) throws -> Tensor {
        try Tensor.product(x, x, true, false) - x.identity()
    }

    @Test("A = Q R, Qᵀ Q = 1, R is a triangle", arguments: shapes, [DType.float32, .float64])
    func qr(_ shape: [Int], _ dtype: DType) throws {
        let (x, array) = input(shape, dtype)
        let (q, r) = try x.qr()
        let below = try r * r.band(below: 1, diagonal: 0, above: 0)
        try expectZero([q.matmul(r) - x, gram(q), below], ["x5": array], "qr")
    }

    @Test(
        "A = U S Vh with orthonormal vectors and descending values", arguments: shapes,
        [DType.float32, .float64])
    func svd(_ shape: [Int], _ dtype: DType) throws {
        let (x, array) = input(shape, dtype)
        let thin = try x.svd()
        let product = try (thin.u * thin.s.unsqueeze(axis: -2)).matmul(thin.vh)
        let rising = try (thin.s.slice(axis: -1, start: 1) - thin.s.slice(axis: -1, stop: -1))
            .relu()
        let full = try x.svd(fullMatrices: true)
        try expectZero(
            [
                product - x, gram(thin.u), gram(thin.vh.transpose()), gram(full.u),
                gram(full.vh.transpose()), thin.s - full.s,
            ] + (thin.s.shape.last == 0 ? [] : [rising]), ["x5": array], "svd")
    }

    @Test(
        "A V = V w, Vᵀ V = 1, values ascend",
        arguments: shapes.filter { $0.suffix(2).first == $0.last },
        [DType.float32, .float64])
    func eigh(_ shape: [Int], _ dtype: DType) throws {
        let (x, array) = input(shape, dtype)
        let (values, vectors) = try x.eigh()
        let error = try x.symmetrized().matmul(vectors) - vectors * values.unsqueeze(axis: -2)
        try expectZero([error, gram(vectors)], ["x5": array], "eigh")
    }

    @Test(
        "kernels agree with elimination",
        arguments: shapes.filter { $0.suffix(2).first == $0.last }, [DType.float32, .float64])
    func elimination(_ shape: [Int], _ dtype: DType) throws {
        let (x, array) = input(shape, dtype)
        let (b, side) = input(Array(shape.dropLast()) + [2], dtype, seed: 6)
        let definite = try x.matmul(x.transpose()) + x.identity()
        let (sign, logarithm) = try x.signedLogDeterminant()
        let factor = try definite.cholesky()
        let results = [
            factor, try definite.solve(b), try definite.inverse(), try definite.determinant(), sign,
            logarithm, try factor.solveTriangular(b, upper: false),
            try factor.transpose().solveTriangular(b, upper: true),
            try factor.solveTriangular(b.transpose(), upper: false, left: false),
            try factor.solveTriangular(b, upper: false, unitriangular: true),
        ]
        let inputs = ["x5": array, "x6": side]
        let fast = try Runtime(threads: 1).evaluate(results, inputs: inputs)
        let plain = try Differences.evaluate(results, inputs)
        for (value, wanted) in zip(fast, plain) {
            #expect(value.shape == wanted.shape)
            Differences.expectClose(
                value.doubles, wanted.doubles, dtype == .float64 ? 1e-11 : 1e-4, "\(shape)")
        }
    }

    @Test("a matrix that will not do is named by its place in the batch")
    func refusals() throws {
        let x = Tensor.placeholder("x", TensorType(.float64, [2, 2, 2, 2]))
        var numbers: [Double] = (0..<4).flatMap { _ in [2.0, 1, 1, 2] }
        numbers[11] = 0.5
        let singular = ["x": HostArray(.float64, [2, 2, 2, 2], doubles: numbers)]
        numbers[11] = -2
        let indefinite = ["x": HostArray(.float64, [2, 2, 2, 2], doubles: numbers)]
        numbers[11] = .nan
        let damaged = ["x": HostArray(.float64, [2, 2, 2, 2], doubles: numbers)]
        let cases: [(Tensor, [String: HostArray], String)] = [
            (try x.inverse(), singular, "matrix [1, 0] of the batch is singular"),
            (try x.solve(x), singular, "matrix [1, 0] of the batch is singular"),
            (try x.cholesky(), indefinite, "matrix [1, 0] of the batch is not positive definite"),
            (try x.svd().s, damaged, "matrix [1, 0] of the batch holds NaN"),
            (try x.eigh().values, damaged, "matrix [1, 0] of the batch holds NaN"),
        ]
        for (tensor, inputs, message) in cases {
            let fast = #expect(throws: RunError.self) {
                try Runtime(threads: 1).evaluate([tensor], inputs: inputs)
            }
            #expect(fast?.message.hasPrefix(message) == true)
            let plain = #expect(throws: OpError.self) { try Differences.evaluate([tensor], inputs) }
            #expect(plain?.message.hasPrefix(message) == true)
        }
        let determinant = try Runtime(threads: 1).evaluate([x.determinant()], inputs: singular)
        #expect(determinant[0].doubles == [3, 3, 0, 3])
    }

    @Test("lengths that are not known say which is smaller, or are refused")
    func symbolicLengths() throws {
        let (m, n) = (Dim(DimSymbol("M")), Dim(DimSymbol("N")))
        let tall = Tensor.placeholder("x", TensorType(.float32, [m, n + m]))
        #expect(try tall.qr().q.shape == [m, m])
        #expect(try tall.svd().s.shape == [m])
        let open = Tensor.placeholder("y", TensorType(.float32, [m, n]))
        let refusal = #expect(throws: OpError.self) { try open.qr() }
        #expect(
            refusal?.message
                == "qr must know which is smaller, rows or columns; Float[M, N] does not say")
        #expect(throws: OpError.self) { try open.inverse() }
        #expect(throws: OpError.self) {
            try Tensor.placeholder("v", TensorType(.float32, [3])).eigh()
        }
    }
}
