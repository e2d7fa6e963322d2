import DLMTypes
import Testing

@testable import DLMTensor

@Suite("Commits")
struct CommitTests {
    private func variable(_ path: String, _ values: [Float], _ shape: [Int]) -> Variable {
        Variable(
            path: path, role: .buffer, type: TensorType(.float32, shape.map { Dim($0) }),
            value: HostArray(floats: values, shape: shape))
    }

    @Test("read every variable as it was before the step")
    func swaps() throws {
        let (a, b) = (variable("a", [1, 2, 3, 4], [2, 2]), variable("b", [5, 6, 7, 8], [2, 2]))
        let (x, y) = (Tensor.variable(a), Tensor.variable(b))
        let computation = Computation(
            outputs: [],
            updates: [.init(a, try y * 1.0), .init(b, try x + y.transpose())])
        try Runtime(threads: 1).plan(computation).run([:]).commit()
        #expect(a.value.elements(as: Float.self) == [5, 6, 7, 8])
        #expect(b.value.elements(as: Float.self) == [6, 9, 9, 12])
    }

    @Test("transpose a variable onto itself")
    func transposes() throws {
        let a = variable("a", (0..<6400).map { Float($0) }, [80, 80])
        let computation = Computation(
            outputs: [], updates: [.init(a, try Tensor.variable(a).transpose() + 1.0)])
        try Runtime(threads: 2).plan(computation).run([:]).commit()
        var expected: [Float] = []
        for row in 0..<80 {
            for column in 0..<80 { expected.append(Float(column * 80 + row + 1)) }
        }
        #expect(a.value.elements(as: Float.self) == expected)
    }
}
