import DLMTypes
import Testing

@testable import DLMTensor

@Suite struct VariableGradientTests {
    @Test("every read of a variable counts, whichever node was asked about")
    func separateReads() throws {
        let type = TensorType(.float64, [2])
        let value = HostArray(.float64, [2], [3.0, -1.0])
        let variable = Variable(path: "w", role: .parameter, type: type, value: value)
        let loss = try (Tensor.variable(variable) * Tensor.variable(variable)).sum()
        let slope = try loss.gradients(with: [.variable(variable)])
        #expect(try Differences.evaluate(slope, [:])[0].doubles == [6, -2])
    }
}
