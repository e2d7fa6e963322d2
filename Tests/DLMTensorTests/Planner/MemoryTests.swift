import DLMTypes
import Testing

@testable import DLMTensor

@Suite("Sizes beyond memory are errors")
struct MemoryTests {
    @Test(
        "a value that no memory holds, and one that no address names",
        arguments: [1 << 20, 1 << 40])
    func values(length: Int) throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [Dim(length), 1]))
        let y = Tensor.placeholder("y", TensorType(.float32, [1, Dim(length)]))
        let product = try x.matmul(y)
        let error = #expect(throws: RunError.self) {
            try Runtime(threads: 1).plan(Computation(outputs: [product]))
        }
        #expect(error?.reason == .memory)
        #expect(error?.message.contains("\(length)") == true)
    }

    @Test("a sum of one expanded number needs none of its memory")
    func expanded() throws {
        let wide = try Tensor.scalar(1).expand(to: [1024, 1024])
        let plan = try Runtime(threads: 1).plan(Computation(outputs: [wide.sum()]))
        #expect(plan.memory < 1 << 20)
        #expect(try plan.run([:]).outputs[0].doubles == [1_048_576])
    }

    @Test("a window far larger than its image looks at the image only")
    func windows() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [1, 1, 4, 4]))
        let values = HostArray(floats: (0..<16).map { Float($0) }, shape: [1, 1, 4, 4])
        let wide = try x.maxPool2d(
            [100_000, 100_000], stride: [1, 1], padding: .explicit([50_000, 50_000]))
        let gradient = try wide.sum().gradients(with: [x])[0]
        let results = try Runtime(threads: 1).evaluate([wide, gradient], inputs: ["x": values])
        #expect(results[0].doubles == [Double](repeating: 15, count: 25))
        #expect(results[1].doubles == [Double](repeating: 0, count: 15) + [25])
    }
}
