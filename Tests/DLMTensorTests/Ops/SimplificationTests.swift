import DLMTypes
import Testing

@testable import DLMTensor

/// Graphs stay as small as what they mean.
@Suite struct SimplificationTests {
    let x = Tensor.placeholder("x", TensorType(.float32, [4, 3]))

    private func operations(_ roots: [Tensor]) -> [String] {
        Node.inOrder(roots.map(\.node)).filter { !$0.inputs.isEmpty }
            .map { "\(type(of: $0.operation))" }
    }

    @Test func neutralElements() throws {
        #expect(try x + 0 == x)
        #expect(try 0 + x == x)
        #expect(try x * 1 == x)
        #expect(try x / 1 == x)
        #expect(try x - 0 == x)
        #expect(try x.negate().negate() == x)
        #expect(try x.cast(to: .float32) == x)
        #expect(try x.reshape([2, 6]).reshape([4, 3]) == x)
        #expect(try x.transpose().transpose() == x)
        #expect(try x.expand(to: [4, 3]) == x)
        #expect(try x.sumTo([4, 3]) == x)
        #expect(try (Tensor.scalar(2) * 3).scalarValue == 6)
    }

    @Test("what is repeated is computed once")
    func expansions() throws {
        let row = Tensor.placeholder("r", TensorType(.float32, [3]))
        #expect(operations([try row.expand(to: [4, 3]).exp()]) == ["Exp", "Expand"])
        #expect(operations([try row.expand(to: [4, 3]) + x]) == ["Add"])
        #expect(operations([try Tensor.full(2, like: x).reshape([12]).negate()]) == ["Expand"])
    }

    @Test("a neutral element that widens is kept")
    func neutralElementsOfOtherShapes() throws {
        let wide = try x + Tensor.placeholder("z", TensorType(.float32, [2, 4, 3]))
        #expect(wide.shape == [2, 4, 3])
        let ones = Tensor.constant(HostArray(.float32, [2, 1, 1], doubles: [1, 1]))
        #expect(try (x * ones).shape == [2, 4, 3])
    }

    @Test("the gradient of a linear layer is two products and a sum")
    func linear() throws {
        let weight = Tensor.placeholder("w", TensorType(.float32, [5, 3]))
        let bias = Tensor.placeholder("b", TensorType(.float32, [5]))
        let loss = try x.linear(weight, bias).square().sum()
        let gradients = try loss.gradients(with: [weight, bias])
        #expect(
            operations(gradients) == ["MatMul", "Add", "Multiply", "MatMul", "Sum"])
    }

    @Test("batch normalisation's gradient folds twice over the batch")
    func batchNorm() throws {
        let image = Tensor.placeholder("i", TensorType(.float32, [2, 3, 4, 4]))
        let weight = Tensor.placeholder("w", TensorType(.float32, [3]))
        let bias = Tensor.placeholder("b", TensorType(.float32, [3]))
        let up = Tensor.placeholder("u", TensorType(.float32, [2, 3, 4, 4]))
        let y = try image.batchNormalized(weight: weight, bias: bias).y
        let gradients = try (y * up).sum().gradients(with: [image, weight, bias])
        let made = operations(gradients)
        #expect(made.filter { $0 == "Sum" }.count == 2)
        #expect(!made.contains("Expand"))
    }
}
