import DLM
import Testing

/// A small network that the tests of this folder use.
enum SmallNet {
    static let text = """
        ## Two layers.
        model Net(x: Float[B, 4]) {
            hidden = x |> Linear(8) |> relu
            logits = hidden |> Linear(3)
        }

        scale = 2.0
        """

    static func session(_ files: any FileSystem = MemoryFiles()) throws -> Session {
        let engine = Engine(host: Host(files: files), threads: 1)
        return try engine.session(engine.compile(text), seed: 7)
    }

    static func batch(_ rows: Int, from first: Int = 0) -> HostArray {
        let numbers = (0..<rows * 4).map { Float(($0 + first * 4) % 11) / 11 - 0.4 }
        return HostArray(floats: numbers, shape: [rows, 4])
    }
}

@Suite struct SessionTests {
    @Test func inputsAreSwiftArraysAndTensors() throws {
        let session = try SmallNet.session()
        let rows: [[Float]] = [[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]]
        let array = HostArray(floats: rows.flatMap(\.self), shape: [2, 4])
        let wanted = try session.call("Net", array).first?.floats
        #expect(wanted?.count == 6)
        #expect(try session.call("Net", rows).first?.floats == wanted)
        #expect(try session.call("Net", Tensor(rows)).first?.floats == wanted)
        #expect(try session.freeze("Net")(rows, reading: ["logits"]).first?.floats == wanted)
        #expect(try session.evaluate("sum(v)", ["v": [1, 2, 3] as [Float]]).number == 6)
        #expect(try session.evaluate("shape(v)", ["v": Tensor([1.0, 2.0])]).description == "[2]")
        #expect(throws: OpError.self) { try session.call("Net", [[1, 2], [3]] as [[Float]]) }
    }

    @Test func aSessionKnowsItsWeightsAndData() throws {
        let session = try SmallNet.session()
        #expect(session.weights.count == 4)
        let fault = #expect(throws: ProgramFault.self) { try session.facts("faces") }
        #expect(fault?.diagnostics.first?.headline == "there is no data faces")
    }

    @Test func anExpressionHasAValue() throws {
        let session = try Engine(threads: 1).session()
        let value = try session.evaluate("ones([2, 2]) @ ones([2, 2])")
        #expect(value.shape == [2, 2])
        #expect(value.floats == [2, 2, 2, 2])
        #expect(try session.evaluate("1 + 1").number == 2)
        #expect(try session.evaluate("\"a\" == \"a\"").description == "true")
    }

    @Test func definitionsStay() throws {
        let session = try Engine(threads: 1).session()
        guard case .none = try session.evaluate("def double(x) = 2 * x") else {
            Issue.record("a definition has no value")
            return
        }
        try session.evaluate("k = 3")
        #expect(try session.evaluate("double(k)").number == 6)
    }

    @Test func theLastValueIsGoneOnFrom() throws {
        let session = try Engine(threads: 1).session()
        try session.evaluate("20 + 1")
        #expect(try session.evaluate("_ * 2").number == 42)
        #expect(throws: ProgramFault.self) { try session.evaluate("_ + unknwn") }
        try session.evaluate("x = 1")
        #expect(try session.evaluate("|> sqrt").number == 42.0.squareRoot())
    }

    @Test func arraysAreGivenByName() throws {
        let session = try Engine(threads: 1).session()
        try session.evaluate("x = 5")
        let array = HostArray(floats: [1, 2, 3])
        #expect(try session.evaluate("sum(x * x)", ["x": array]).number == 14)
        #expect(try session.evaluate("x").number == 5)
    }

    @Test func aMistakeIsADiagnosticAndChangesNothing() throws {
        let session = try SmallNet.session()
        let fault = #expect(throws: ProgramFault.self) {
            try session.evaluate("sofmax(Net(ones([1, 4])).logits)")
        }
        let diagnostic = try #require(fault?.diagnostics.first)
        #expect(diagnostic.code.rawValue == "N001")
        #expect(diagnostic.primary.span.text == "sofmax")
        #expect(fault?.rendered().contains("did you mean softmax?") == true)
        #expect(try session.evaluate("scale").number == 2)
    }

    @Test func aProgramThatDoesNotCheckIsRefusedWithAllItsMistakes() throws {
        let fault = #expect(throws: ProgramFault.self) {
            try Engine().compile("a = unknown1\nb = unknown2\n", name: "two.dlm")
        }
        #expect(fault?.diagnostics.count == 2)
        #expect(fault?.rendered().contains("two.dlm:2:5") == true)
    }

    @Test func aModelIsCalledByNameAndItsTapsAreRead() throws {
        let session = try SmallNet.session()
        let x = SmallNet.batch(5)
        let all = try session.call("Net", x, reading: ["hidden", "logits"])
        #expect(all["hidden"]?.shape == [5, 8])
        let logits = try #require(all["logits"])
        #expect(try session.call("Net", x).first?.doubles == logits.doubles)
        // Weights by hand: the last layer of the prompt's own arithmetic.
        let again = try session.evaluate("Net(x).logits", ["x": x])
        #expect(again.doubles == logits.doubles)
    }

    @Test func aProgramSaysWhatItHas() throws {
        let program = try #require(try SmallNet.session().program)
        let model = try #require(program.models.first)
        #expect(model.name == "Net")
        #expect(model.inputs.map(\.name) == ["x"])
        #expect(model.inputs.map(\.type) == ["Float[B, 4]"])
        #expect(model.taps == ["hidden", "logits"])
        #expect(model.documentation == "Two layers.")
    }

    @Test func whatAModelCannotTakeIsSaid() throws {
        let session = try SmallNet.session()
        let wide = HostArray(floats: [Float](repeating: 0, count: 10), shape: [2, 5])
        let shape = #expect(throws: ProgramFault.self) { try session.call("Net", wide) }
        #expect(shape?.rendered().contains("axis 1 is 5, not 4") == true)
        let tap = #expect(throws: ProgramFault.self) {
            try session.call("Net", SmallNet.batch(1), reading: ["logit"])
        }
        #expect(tap?.rendered().contains("did you mean logits?") == true)
        let model = #expect(throws: ProgramFault.self) { try session.model("Nett") }
        #expect(model?.rendered().contains("did you mean Net?") == true)
        let count = #expect(throws: ProgramFault.self) { try session.call("Net") }
        #expect(count?.diagnostics.first?.code.rawValue == "T003")
    }

    @Test func initialWeightsDependOnTheSeedAlone() throws {
        let a = try SmallNet.session().call("Net", SmallNet.batch(2)).first?.doubles
        let b = try SmallNet.session().call("Net", SmallNet.batch(2)).first?.doubles
        #expect(a == b)
        let engine = Engine(threads: 1)
        let other = try engine.session(engine.compile(SmallNet.text), seed: 8)
        #expect(try other.call("Net", SmallNet.batch(2)).first?.doubles != a)
    }

    @Test func sessionsAndEnginesKnowNothingOfEachOther() throws {
        let (one, other) = (try SmallNet.session(), try SmallNet.session())
        try one.evaluate("secret = 1")
        #expect(throws: ProgramFault.self) { try other.evaluate("secret") }
    }
}
