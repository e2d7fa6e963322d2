import DLM
import Testing

@Suite struct TensorTrainingTests {
    @Test func linearRegressionFindsItsLine() throws {
        let runtime = Runtime(threads: 1)
        let x = try Tensor.randn([64, 3], seed: 1)
        let truth: Tensor = [[1.0], [-2.0], [0.5]]
        let y = try (x • truth + 0.25).computed(on: runtime)
        var (w, b) = (try Tensor.zeros([3, 1]), try Tensor.zeros([1]))
        (w, b) = try Tensor.computed(w, b, on: runtime)
        for _ in 0..<100 {
            let (_, slope) = try valueWithGradient(at: w, b) { w, b in
                try ((x • w + b - y) ** 2).mean()
            }
            (w, b) = try Tensor.computed(w - 0.2 * slope.0, b - 0.2 * slope.1, on: runtime)
        }
        for (found, wanted) in zip(try w.floats(), [1, -2, 0.5] as [Float]) {
            #expect(abs(found - wanted) < 1e-3)
        }
        #expect(abs(try b.scalar() - 0.25) < 1e-3)
    }

    /// A step costs what it computes: its plan is made once, although weights, data, the rate and
    /// the step number differ.
    @Test func aLoopPlansItsStepOnce() throws {
        let runtime = Runtime(threads: 1)
        var network = try Network(runtime)
        var made: [Int] = []
        var losses: [Double] = []
        for step in 0..<20 {
            losses.append(try network.step(step, rate: 0.05 / (1 + 0.01 * Double(step))))
            made.append(runtime.plansMade)
        }
        #expect(made[0] == made[19])
        #expect(losses[19] < 0.8 * losses[0])
    }

    @Test func forgottenPlansAreMadeAgain() throws {
        let runtime = Runtime(threads: 1)
        let x = try Tensor.randn([8])
        for _ in 0..<2 { _ = try (x + 1).floats(on: runtime) }
        #expect(runtime.plansMade == 1)
        runtime.forgetPlans()
        _ = try (x + 1).floats(on: runtime)
        #expect(runtime.plansMade == 2)
    }

    /// A leaf holds numbers and no graph.
    @Test func whatIsComputedHasNoPast() throws {
        var x: Tensor = [1.0, 2.0]
        for _ in 0..<1000 { x = try (x * 0.5 + 1).computed() }
        #expect(try x.floats() == [2, 2])
        #expect(x.node.inputs.isEmpty)
        let kept: Tensor = try Tensor(x.floats()).softmax()
        #expect(try kept.computed().type == kept.type)
    }
}

/// XOR of signs by a network of one hidden layer, trained with momentum.
struct Network {
    let runtime: Runtime
    var weights: [Tensor]
    var velocities: [Tensor]

    init(_ runtime: Runtime) throws {
        self.runtime = runtime
        weights = try [
            0.7 * Tensor.randn([2, 32], seed: 1), Tensor.zeros([32]),
            0.3 * Tensor.randn([32, 1], seed: 2), Tensor.zeros([1]),
        ]
        weights = try Tensor.computed(weights, on: runtime)
        velocities = try Tensor.computed(weights.map { try .zeros(like: $0) }, on: runtime)
    }

    /// One step on a batch of 64; the loss before it.
    mutating func step(_ number: Int, rate: Double) throws -> Double {
        let x = try Tensor.randn([64, 2], seed: number)
        let y = try Tensor.select(x[.all, 0] * x[.all, 1] .> 0, 1.0, -1.0)
        let (loss, slopes) = try valueWithGradient(at: weights) { w in
            let hidden = try (x • w[0] + w[1]).tanh()
            return try ((hidden • w[2] + w[3]).squeeze(axis: 1) - y).square().mean()
        }
        var next: [Tensor] = [loss]
        for (velocity, slope) in zip(velocities, slopes) { next.append(try 0.9 * velocity + slope) }
        for (place, weight) in weights.enumerated() {
            next.append(try weight - rate * next[place + 1])
        }
        next = try Tensor.computed(next, on: runtime)
        velocities = Array(next[1...4])
        weights = Array(next[5...8])
        return try next[0].scalar()
    }
}
