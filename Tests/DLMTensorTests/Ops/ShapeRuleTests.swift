import DLMTypes
import Testing

@testable import DLMTensor

/// Shape rules on symbolic lengths, and what they refuse.
@Suite struct ShapeRuleTests {
    let batch = DimSymbol("B")
    let height = DimSymbol("H")
    let width = DimSymbol("W")

    private func images(_ channels: Int) -> Tensor {
        .placeholder(
            "x", TensorType(.float32, [Dim(batch), Dim(channels), Dim(height), Dim(width)]))
    }

    private func zeros(_ shape: [Int], _ dtype: DType = .float32) -> Tensor {
        .placeholder("z", TensorType(dtype, shape.map { Dim($0) }))
    }

    @Test func stridedConvolutionHalves() throws {
        let y = try images(3).conv2d(
            zeros([16, 3, 3, 3]), stride: [2, 2], padding: .explicit([1, 1]))
        #expect(y.type.description == "Float[B, 16, (H+1)//2, (W+1)//2]")
        let pooled = try y.globalAvgPool()
        #expect(pooled.type.description == "Float[B, 16]")
        let flat = try y.flatten(start: 2)
        #expect(flat.type.description == "Float[B, 16, ((H+1)//2)*((W+1)//2)]" || flat.rank == 3)
    }

    @Test func paddedConvolutionKeepsLengths() throws {
        let weight = zeros([4, 3, 3, 3])
        let same = try images(3).conv2d(weight, padding: .same)
        let explicit = try images(3).conv2d(weight, padding: .explicit([1, 1]))
        #expect(same.shape == explicit.shape)
        #expect(same.shape[2] == Dim(height))
    }

    @Test func symbolicStrideStaysSymbolic() throws {
        let stride = DimSymbol("stride", role: .argument)
        let y = try images(3).conv2d(
            zeros([8, 3, 3, 3]), stride: [Dim(stride), Dim(stride)], padding: .explicit([1, 1]))
        let halved = y.shape[2].substituting([stride: 2])
        #expect(halved == (Dim(height) - 1) / 2 + 1)
        #expect(y.shape[2].substituting([stride: 1]) == Dim(height))
    }

    @Test func flattenKeepsTheBatch() throws {
        let flat = try images(3).reshape([Dim(batch), -1])
        #expect(flat.shape[1] == Dim(height) * Dim(width) * 3)
    }

    @Test("lengths that differ for some values are refused with such a value")
    func witness() throws {
        let halves = try images(3).conv2d(
            zeros([3, 3, 3, 3]), stride: [2, 2], padding: .explicit([1, 1]))
        let floored = try images(3).maxPool2d([2, 2])
        let error = #expect(throws: OpError.self) { try halves + floored }
        guard case .lengths(_, _, let witness)? = error?.reason else {
            Issue.record("wanted a length error")
            return
        }
        #expect(witness != nil)
        #expect(error?.message.hasSuffix("(for W = 63: 32 and 31)") == true)
    }

    @Test func mismatchesNameTheOperand() {
        let error = #expect(throws: OpError.self) { try zeros([2, 3]) + zeros([2, 4]) }
        #expect(error?.operand == 1)
        let product = #expect(throws: OpError.self) { try zeros([2, 3]).matmul(zeros([4, 2])) }
        #expect(product?.operand == 1)
        #expect(throws: OpError.self) { try images(3).conv2d(zeros([4, 2, 3, 3])) }
        #expect(throws: OpError.self) { try zeros([1, 1, 2, 2]).conv2d(zeros([1, 1, 3, 3])) }
        #expect(throws: OpError.self) { try zeros([2, 3]).sum(axes: [2]) }
        #expect(throws: OpError.self) { try zeros([2, 3]).sum(axes: [0, -2]) }
        #expect(throws: OpError.self) { try zeros([2, 3]).reshape([4, -1]) }
        #expect(throws: OpError.self) { try zeros([2, 3]).reshape([-1, -1]) }
        #expect(throws: OpError.self) { try zeros([2, 3]).permute([0, 0]) }
        #expect(throws: OpError.self) { try zeros([2, 3]).gather(zeros([2], .float32)) }
        #expect(throws: OpError.self) { try zeros([2, 3]).select(axis: 0, at: 2) }
        #expect(throws: OpError.self) { try Tensor.concat([]) }
        #expect(throws: OpError.self) { try zeros([2]).dropout(1.5, path: "d") }
    }

    @Test("absurd sizes are refused, not trapped on")
    func absurdSizes() {
        let huge = Dim(Int.max)
        #expect(throws: OpError.self) {
            try zeros([1, 1, 4, 4]).maxPool2d([huge, huge])
        }
        #expect(throws: OpError.self) { try zeros([2, 3]).slice(axis: 1, start: 0, step: 0) }
        #expect(throws: OpError.self) {
            try zeros([1, 1, 4, 4]).avgPool2d([2, 2], stride: [0, 1])
        }
        #expect(throws: OpError.self) { try zeros([4, 3]).split(0) }
        #expect((try? zeros([4, 3]).split(Int.max).count) == 1)
        #expect(throws: OpError.self) { try zeros([2, 3]).reshape([-2, -3]) }
        #expect(throws: OpError.self) { try zeros([2, 1]).expand(to: [2, -4]) }
        #expect(throws: OpError.self) { try zeros([2], .int64).oneHot(-1) }
        let wide = try? Tensor.scalar(1).expand(to: [huge, huge])
        #expect(throws: OpError.self) {
            try ReferenceInterpreter.run(Computation(outputs: [try #require(wide)]))
        }
    }

    @Test("whole numbers, truth values and numbers in programs meet as the language says")
    func elementTypes() throws {
        let int = zeros([2], .int64)
        let float = zeros([2])
        #expect(try (int + float).dtype == .float32)
        #expect(try (int / int).dtype == .float32)
        #expect(try (int + .scalar(2, .int64)).dtype == .int64)
        #expect(try (int * .scalar(0.5, .float64)).dtype == .float32)
        #expect(try (float * .scalar(0.5, .float64)).dtype == .float32)
        #expect(try (zeros([2], .float64) * .scalar(0.5, .float32)).dtype == .float64)
        #expect(try (float > float).dtype == .bool)
        #expect(try int.mean().dtype == .float32)
        #expect(try (float > float).sum().dtype == .int64)
        #expect(try int.exp().dtype == .float32)
    }

    @Test("kinds follow the last axis")
    func kinds() throws {
        let logits = Tensor.placeholder("x", TensorType(.float32, [2, 3], kind: .logits))
        let logProbs = try logits.logSoftmax()
        #expect(logProbs.type.kind == .logProbs)
        #expect(try logProbs.exp().type.kind == .probs)
        #expect(try logProbs.exp().log().type.kind == .logProbs)
        #expect(try logits.softmax().mean(axes: [0]).type.kind == .probs)
        #expect(try logits.softmax().mean(axes: [1]).type.kind == nil)
        #expect(try logProbs.slice(axis: 0, start: 1).type.kind == .logProbs)
        #expect(try logProbs.slice(axis: 1, start: 1).type.kind == nil)
        #expect(try (logProbs + 1).type.kind == nil)
        #expect(try Tensor.stack([logProbs, logProbs]).type.kind == .logProbs)
        #expect(try logProbs.transpose().type.kind == nil)
        #expect(try logits.softmax(axis: 0).type.kind == nil)
        let error = #expect(throws: OpError.self) { try logits.softmax().softmax() }
        #expect(error?.reason == .kind(wanted: "Logits", actual: .probs))
        #expect(try logits.argmax().type.classes == 3)
    }
}
