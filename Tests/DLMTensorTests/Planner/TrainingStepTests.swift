import DLMTypes
import Testing

@testable import DLMTensor

/// A small residual network with its gradients and an optimizer's updates.
private struct Network {
    var variables: [Variable] = []
    /// Reads of the parameters: what gradients are taken with respect to.
    private var reads: [Tensor] = []
    var computation = Computation(outputs: [])
    var inputs: [String: HostArray] = [:]

    private mutating func parameter(_ shape: [Int], scale: Double = 0.3, offset: Double = 0)
        -> Tensor
    {
        var random = CounterRandom(RandomKey(seed: 1).child("parameter", variables.count))
        let values = (0..<shape.reduce(1, *)).map { _ in offset + scale * Double(random.normal()) }
        let variable = Variable(
            path: "p\(variables.count)", role: .parameter,
            type: TensorType(.float32, shape.map { Dim($0) }),
            value: HostArray(.float32, shape, doubles: values))
        variables.append(variable)
        reads.append(.variable(variable))
        return reads[reads.count - 1]
    }

    private mutating func normalized(_ x: Tensor) throws -> Tensor {
        let channels = x.shape[1].constant ?? 0
        let weight = parameter([channels], scale: 0.1, offset: 1)
        let bias = parameter([channels])
        return try x.batchNormalized(weight: weight, bias: bias).y
    }

    init(adam: Bool) throws {
        var random = CounterRandom(RandomKey(seed: 5))
        inputs["x"] = HostArray(
            .float32, [4, 3, 8, 8], doubles: (0..<768).map { _ in Double(random.normal()) })
        inputs["label"] = HostArray(.int64, [4], [0, 3, 1, 4] as [Int64])
        inputs[RandomState.step] = HostArray(.int64, [3], [7, 0, 1] as [Int64])
        inputs[RandomState.samples] = HostArray(.int64, [4], [10, 11, 12, 13] as [Int64])
        let image = Tensor.placeholder("x", TensorType(.float32, [4, 3, 8, 8]))
        let label = Tensor.placeholder("label", TensorType(.int64, [4]))
        let pad = SpatialWindow.Padding.explicit([1, 1])
        var x = try image.conv2d(parameter([6, 3, 3, 3]), padding: pad)
        x = try normalized(x).relu()
        let first = try x.conv2d(parameter([6, 6, 3, 3]), padding: pad)
        let second = try normalized(first).relu().conv2d(
            parameter([6, 6, 3, 3]), padding: pad)
        x = try normalized(second).relu() + x
        let down = try x.conv2d(
            parameter([8, 6, 3, 3]), stride: [2, 2], padding: pad)
        x = try normalized(down).relu()
        let pooled = try x.mean(axes: [2, 3]).dropout(0.25, path: "drop")
        let logits = try pooled.linear(parameter([5, 8]), parameter([5]))
        let picked = try logits.logSoftmax().gather(label.reshape([4, 1]))
        let loss = try picked.mean() * -1.0
        let gradients = try loss.gradients(with: reads)
        computation = Computation(outputs: [loss, logits])
        for (variable, gradient) in zip(variables, gradients) {
            let p = Tensor.variable(variable)
            if adam {
                try addAdam(variable, p, gradient)
            } else {
                let step = try gradient + p * 5e-5
                computation.updates.append(.init(variable, try p - step * 0.1))
            }
        }
    }

    private mutating func addAdam(_ variable: Variable, _ p: Tensor, _ g: Tensor) throws {
        let shape = variable.type.knownShape ?? []
        func state(_ name: String) -> Variable {
            Variable(
                path: variable.path + name, role: .optimizer, type: variable.type,
                value: HostArray(zeros: .float32, shape))
        }
        let (m, v) = (state(".m"), state(".v"))
        let next = try Tensor.variable(m) * 0.9 + g * 0.1
        let spread = try Tensor.variable(v) * 0.999 + g.square() * 0.001
        let step = try (next * 10.0) / ((spread * 1000.0).sqrt() + 1e-8)
        computation.updates += [
            .init(m, next), .init(v, spread), .init(variable, try p - step * 1e-3),
        ]
        variables += [m, v]
    }

    func values() -> [HostArray] { variables.map(\.value) }

    func restore(_ values: [HostArray]) {
        for (variable, value) in zip(variables, values) { variable.value = value }
    }
}

@Suite("A training step of a residual network")
struct TrainingStepTests {
    @Test("agrees with the reference interpreter over steps", arguments: [false, true], [1, 2])
    func agrees(adam: Bool, threads: Int) throws {
        let network = try Network(adam: adam)
        let start = network.values()
        var expected: [[HostArray]] = []
        for _ in 0..<3 {
            let outputs = try ReferenceInterpreter.run(network.computation, inputs: network.inputs)
            expected.append(outputs + network.values())
        }
        network.restore(start)
        let plan = try Runtime(threads: threads).plan(network.computation)
        for step in 0..<3 {
            let run = try plan.run(network.inputs)
            run.commit()
            for (value, wanted) in zip(run.outputs + network.values(), expected[step]) {
                #expect(distance(value, wanted) < 2e-3)
            }
        }
    }

    @Test("changes nothing until it is committed")
    func commits() throws {
        let network = try Network(adam: true)
        let start = network.values()
        let plan = try Runtime(threads: 2).plan(network.computation)
        do {
            let run = try plan.run(network.inputs)
            #expect(run.outputs[0].doubles[0].isFinite)
        }
        for (now, then) in zip(network.values(), start) { #expect(distance(now, then) == 0) }
        #expect(throws: RunError.self) {
            try plan.run(network.inputs, isCancelled: { true })
        }
        for (now, then) in zip(network.values(), start) { #expect(distance(now, then) == 0) }
        let run = try plan.run(network.inputs)
        run.commit()
        let after = network.values()
        #expect(zip(after, start).contains { distance($0, $1) > 0 })
        run.commit()
        for (now, then) in zip(network.values(), after) { #expect(distance(now, then) == 0) }
    }

    @Test("gives the same bits every time")
    func repeats() throws {
        let network = try Network(adam: false)
        let start = network.values()
        let plan = try Runtime(threads: 2).plan(network.computation)
        var first: [[Float]] = []
        for attempt in 0..<3 {
            network.restore(start)
            for _ in 0..<2 { try plan.run(network.inputs).commit() }
            let values = network.values().map { $0.elements(as: Float.self) }
            if attempt == 0 { first = values } else { #expect(values == first) }
        }
    }
}
