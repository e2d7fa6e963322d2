import DLM
import Testing

@Suite struct HostFunctionTests {
    private static func engine() throws -> Engine {
        var engine = Engine(threads: 1)
        try engine.register("decay", "(x: Float[B, T], rate: Float) -> Float[B, T]") { call in
            let factor = Float(call.float("rate") ?? 1)
            let numbers = call.inputs[0].elements(as: Float.self).map { $0 * factor }
            return [HostArray(floats: numbers, shape: call.inputs[0].shape)]
        }
        try engine.register(
            "pairSums", "(x: Float[B, 2*T]) -> Float[B, T]",
            gradient: { given in
                let up = given.upstream[0].elements(as: Float.self)
                return [
                    HostArray(floats: up.flatMap { [$0, $0] }, shape: given.call.inputs[0].shape)
                ]
            },
            { call in
                let x = call.inputs[0].elements(as: Float.self)
                let sums = stride(from: 0, to: x.count, by: 2).map { x[$0] + x[$0 + 1] }
                return [
                    HostArray(
                        floats: sums, shape: [call.inputs[0].shape[0], call.inputs[0].shape[1] / 2])
                ]
            })
        try engine.register("broken", "(x: Float[N]) -> Float[N]") { _ in [] }
        return engine
    }

    @Test func aSwiftFunctionIsCalledUnderItsName() throws {
        let session = try Self.engine().session()
        let value = try session.evaluate("decay(ones([2, 3]), rate: 0.5) + 1")
        #expect(value.floats == [Float](repeating: 1.5, count: 6))
    }

    /// It would wait for itself for ever.
    @Test func aFunctionCannotAskItsOwnSession() throws {
        final class Box: @unchecked Sendable { var session: Session? }
        let box = Box()
        var engine = Engine(threads: 1)
        try engine.register("again", "(x: Float[N]) -> Float[N]") { call in
            try box.session?.evaluate("1 + 1")
            return [call.inputs[0]]
        }
        let session = try engine.session()
        box.session = session
        let fault = #expect(throws: ProgramFault.self) { try session.evaluate("again([1.0])") }
        #expect(fault?.description.contains("the session is at work") == true)
        #expect(try session.evaluate("1 + 1").number == 2)
        box.session = try engine.session()
        #expect(try session.evaluate("again([1.0])").floats == [1])
    }

    @Test func lengthsAreThoseOfItsType() throws {
        let session = try Self.engine().session()
        #expect(try session.evaluate("pairSums(ones([1, 6]))").shape == [1, 3])
        let fault = #expect(throws: ProgramFault.self) {
            try session.evaluate("pairSums(ones([1, 5]))")
        }
        #expect(fault?.rendered().contains("pairSums") == true)
        let missing = #expect(throws: ProgramFault.self) {
            try session.evaluate("decay(ones([1, 5]))")
        }
        #expect(missing?.rendered().contains("rate") == true)
    }

    @Test func aModelThatUsesOneIsCheckedWithSymbols() throws {
        let engine = try Self.engine()
        let program = try engine.compile(
            "model Net(x: Float[B, 8]) { y = x |> pairSums |> Linear(2) }")
        let out = try engine.session(program).call("Net", HostArray(zeros: .float32, [3, 8]))
        #expect(out.first?.shape == [3, 2])
        let fault = #expect(throws: ProgramFault.self) {
            try engine.compile("model Net(x: Float[B]) { y = x |> pairSums }")
        }
        #expect(fault?.rendered().contains("Float[B, 2*T]") == true)
    }

    @Test func gradientsFlowWhereOneIsGiven() throws {
        let session = try Self.engine().session()
        let value = try session.evaluate(
            "grad(x => sum(pairSums(x) ** 2))(tensor([[1.0, 2.0, 3.0, 4.0]]))")
        #expect(value.floats == [6, 6, 14, 14])
        let fault = #expect(throws: ProgramFault.self) {
            try session.evaluate("grad(x => sum(decay(x, rate: 2.0)))(ones([1, 2]))")
        }
        #expect(fault?.rendered().contains("decay has no gradient") == true)
    }

    @Test func whatItThrowsOrGivesWronglyIsADiagnostic() throws {
        var engine = try Self.engine()
        struct Refusal: Error, CustomStringConvertible { let description = "no such word" }
        try engine.register("words", "(x: Int[N]) -> Float[N]") { _ in throw Refusal() }
        let session = try engine.session()
        let broken = #expect(throws: ProgramFault.self) {
            try session.evaluate("broken(ones([2]))")
        }
        #expect(broken?.rendered().contains("gives 0 results; 1 are declared") == true)
        let thrown = #expect(throws: ProgramFault.self) {
            try session.evaluate("words([1, 2])")
        }
        #expect(thrown?.rendered().contains("words failed: no such word") == true)
    }

    @Test(arguments: ["(x: Float[B]", "(x: Float[B]) -> Int?", "hello", "(x: Foo) -> Float[1]"])
    func aTypeThatIsNoneIsRefused(type: String) {
        var engine = Engine(threads: 1)
        #expect(throws: ProgramFault.self) {
            try engine.register("f", type) { _ in [] }
        }
    }
}
