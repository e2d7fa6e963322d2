import DLMTypes
import Testing

@testable import DLMTensor

@Suite("Several threads run one plan")
struct SharedPlanTests {
    /// A frozen network with each kind of step: convolution, pool, product, loops, softmax.
    private func network() throws -> Tensor {
        func frozen(_ path: String, _ shape: [Int], _ seed: UInt64) -> Tensor {
            var random = CounterRandom(RandomKey(seed: seed))
            let values = (0..<shape.reduce(1, *)).map { _ in Double(random.normal()) }
            return .variable(
                Variable(
                    path: path, role: .parameter,
                    type: TensorType(.float32, shape.map { Dim($0) }),
                    value: HostArray(.float32, shape, doubles: values)))
        }
        let x = Tensor.placeholder("x", TensorType(.float32, [4, 3, 16, 16]))
        let features = try x.conv2d(
            frozen("c", [8, 3, 3, 3], 1), bias: frozen("b", [8], 2), padding: .explicit([1, 1])
        ).relu().maxPool2d([2, 2], stride: [2, 2])
        let flat = try features.reshape([4, 512])
        return try flat.linear(frozen("l", [10, 512], 3), frozen("m", [10], 4)).softmax()
    }

    private func images(_ seed: Int) -> HostArray {
        var random = CounterRandom(RandomKey(seed: UInt64(100 + seed)))
        let values = (0..<4 * 3 * 16 * 16).map { _ in Double(random.normal()) }
        return HostArray(.float32, [4, 3, 16, 16], doubles: values)
    }

    @Test("and each gets what it would alone", arguments: [1, 2])
    func alone(threads: Int) async throws {
        let plan = try Runtime(threads: threads).plan(Computation(outputs: [network()]))
        let given = (0..<4).map(images)
        let wanted = try given.map { try plan.run(["x": $0]).outputs[0].elements(as: Float.self) }
        #expect(Set(wanted).count == 4)
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for (input, expected) in zip(given, wanted) {
                group.addTask {
                    var wrong = 0
                    for _ in 0..<50 {
                        let result = try plan.run(["x": input]).outputs[0]
                        if result.elements(as: Float.self) != expected { wrong += 1 }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
