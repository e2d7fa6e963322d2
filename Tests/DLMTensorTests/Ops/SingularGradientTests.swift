import DLMTypes
import Testing

@testable import DLMTensor

/// Gradients at places where the textbook formula divides by zero.
@Suite struct SingularGradientTests {
    private func gradient(
        at values: [Double], of build: (Tensor) throws -> Tensor
    ) throws -> [Double] {
        let x = Tensor.placeholder("x", TensorType(.float64, [Dim(values.count)]))
        let slope = try build(x).sum().gradients(with: [x])
        let inputs = ["x": HostArray(.float64, [values.count], values)]
        return try Differences.evaluate(slope, inputs)[0].doubles
    }

    @Test(
        "a product's gradient is the product of the others",
        arguments: [
            ([2.0, 3.0, 4.0], [12.0, 8.0, 6.0]), ([2.0, 0.0, 4.0], [0.0, 8.0, 0.0]),
            ([0.0, 0.0, 4.0], [0.0, 0.0, 0.0]),
        ])
    func products(_ values: [Double], _ wanted: [Double]) throws {
        #expect(try gradient(at: values) { try $0.product() } == wanted)
    }

    @Test func zeroToAPower() throws {
        let zeros = Tensor.constant(HostArray(.float64, [2], [0.0, 2.0]))
        let slope = try gradient(at: [2, 1]) { try zeros.power($0) }
        #expect(slope[0] == 0)
        #expect(abs(slope[1] - 1.3862943611198906) < 1e-12)
    }

    @Test("equal maxima share the gradient")
    func ties() throws {
        #expect(try gradient(at: [1, 3, 3]) { try $0.max() } == [0, 0.5, 0.5])
        #expect(try gradient(at: [1, 3]) { try $0.maximum(.scalar(3, .float64)) } == [0, 0.5])
        #expect(try gradient(at: [0, -1]) { try $0.relu() } == [0, 0])
    }

    @Test("softmax of large numbers stays finite")
    func overflow() throws {
        let slope = try gradient(at: [1000, -1000]) { try $0.logSoftmax().slice(axis: 0, stop: 1) }
        #expect(slope == [0, 0])
    }
}
