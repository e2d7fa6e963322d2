import DLMTypes
import Testing

@testable import DLMTensor

@Suite struct ReferenceInterpreterTests {
    private func variable(_ path: String, _ value: Double) -> Variable {
        Variable(
            path: path, role: .parameter, type: TensorType(.float32, [1]),
            value: HostArray(floats: [Float(value)]))
    }

    @Test("updates read old values and commit together")
    func updates() throws {
        let (a, b) = (variable("a", 1), variable("b", 2))
        let swap = Computation(
            outputs: [try .variable(a) + .variable(b)],
            updates: [.init(a, .variable(b)), .init(b, .variable(a))])
        #expect(try ReferenceInterpreter.run(swap)[0].doubles == [3])
        #expect(a.value.doubles == [2])
        #expect(b.value.doubles == [1])
    }

    @Test("a run that fails changes nothing")
    func failure() throws {
        let a = variable("a", 1)
        let table = Tensor.constant(HostArray(floats: [1, 2]))
        let index = Tensor.placeholder("i", TensorType(.int64, [1]))
        let run = Computation(
            outputs: [try table.indexSelect(index)],
            updates: [.init(a, .constant(.init(floats: [9])))]
        )
        let error = #expect(throws: OpError.self) {
            try ReferenceInterpreter.run(run, inputs: ["i": HostArray(.int64, [1], [Int64(2)])])
        }
        #expect(error?.message == "the index 2 is outside 0 ..< 2")
        #expect(throws: OpError.self) { try ReferenceInterpreter.run(run) }
        #expect(a.value.doubles == [1])
    }

    @Test("the first node that leaves the finite numbers is found")
    func nonFinite() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [2]))
        let origin = Origin(location: "m.dlm:3", path: "net.log")
        let bad = try Origin.$current.withValue(origin) { try x.log() }
        let loss = try (bad * 2).sum()
        let computation = Computation(outputs: [loss])
        let found = try ReferenceInterpreter.locateNonFinite(
            computation, inputs: ["x": HostArray(floats: [1, -1])])
        #expect(found?.origin == origin)
        let none = try ReferenceInterpreter.locateNonFinite(
            computation, inputs: ["x": HostArray(floats: [1, 2])])
        #expect(none?.node === nil)
    }

    @Test("a graph of a hundred thousand nodes does not exhaust the stack")
    func depth() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, []))
        var y = x
        for _ in 0..<100_000 { y = try y.sin() }
        #expect(Node.inOrder([y.node]).count == 100_001)
    }
}
