import DLMTypes

@testable import DLMTensor

/// Draws random graphs of elementwise operations, reductions, products and views.
struct GraphGenerator {
    private var random: CounterRandom
    private(set) var inputs: [String: HostArray] = [:]
    private var pool: [Tensor] = []
    private let dtype: DType

    init(seed: Int, dtype: DType = .float32) {
        random = CounterRandom(RandomKey(seed: UInt64(seed)).child("graph"))
        self.dtype = dtype
    }

    /// A computation of a few outputs over `size` operations, one of them differentiated.
    mutating func computation(size: Int) throws -> Computation {
        let shapes = [[4, 6], [6], [4, 1], [2, 4, 6], [1], [3, 4, 6]]
        for (index, shape) in shapes.enumerated() {
            let values = (0..<shape.reduce(1, *)).map { _ in Double(random.normal()) }
            inputs["x\(index)"] = HostArray(dtype, shape, doubles: values)
            pool.append(.placeholder("x\(index)", TensorType(dtype, shape.map { Dim($0) })))
        }
        for _ in 0..<size { try grow() }
        var outputs = Array(pool.suffix(4))
        let loss = try pool[pool.count - 1].tanh().sum()
        outputs += try loss.gradients(with: Array(pool.prefix(3)))
        return Computation(outputs: outputs + [loss])
    }

    private mutating func pick() -> Tensor {
        // Recent values more often, so that deep expressions appear.
        let reach = random.integer(below: 2) == 0 ? min(4, pool.count) : pool.count
        return pool[pool.count - 1 - random.integer(below: reach)]
    }

    private mutating func grow() throws {
        let x = pick()
        switch random.integer(below: 16) {
        case 0: pool.append(try x.tanh())
        case 1: pool.append(try x.sigmoid())
        case 2: pool.append(try x.relu())
        case 3: pool.append(try x.square() * 0.1)
        case 4: try binary(x) { a, b in try a + b }
        case 5: try binary(x) { a, b in try a - b * 0.5 }
        case 6: try binary(x) { a, b in try (a * b).tanh() }
        case 7: try binary(x) { a, b in try a.maximum(b) }
        case 8: try binary(x) { a, b in try Tensor.select(try a > b, a, try b * 0.5) }
        case 9:
            guard x.rank > 0 else { return }
            let axis = random.integer(below: x.rank)
            pool.append(try x.mean(axes: [axis], keepsAxes: random.integer(below: 2) == 0))
        case 10:
            guard x.rank > 1 else { return }
            pool.append(try x.sum(axes: [0, x.rank - 1]) * 0.1)
        case 11:
            guard x.rank > 1 else { return }
            pool.append(try x.transpose())
        case 12: pool.append(try x.reshape([-1]))
        case 13:
            guard x.rank > 1 else { return }
            pool.append(try x.matmul(x.transpose()) * 0.1)
        case 14:
            guard x.rank > 0 else { return }
            pool.append(try x.flip(axes: [x.rank - 1]))
        default:
            guard x.rank > 0 else { return }
            pool.append(try x.assume(nil).softmax().assume(nil))
        }
    }

    private mutating func binary(_ x: Tensor, _ join: (Tensor, Tensor) throws -> Tensor) throws {
        let y = pick()
        // Operands that do not broadcast are not the point here.
        guard let joined = try? join(x, y) else { return }
        pool.append(joined)
    }
}

/// Largest difference between two arrays, relative to the larger magnitude or 1.
func distance(_ lhs: HostArray, _ rhs: HostArray) -> Double {
    guard lhs.shape == rhs.shape, lhs.dtype == rhs.dtype else { return .infinity }
    var worst = 0.0
    var scale = 1.0
    for (a, b) in zip(lhs.doubles, rhs.doubles) {
        if a.isNaN && b.isNaN { continue }
        if a == b { continue }
        if a.isNaN || b.isNaN { return .infinity }
        worst = max(worst, abs(a - b))
        scale = max(scale, abs(b))
    }
    return worst / scale
}
