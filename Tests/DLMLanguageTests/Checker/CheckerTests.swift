import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Whole programs: right ones give nothing, wrong ones every mistake at its line.
@Suite struct CheckerTests {
    @Test(arguments: [
        "model M(x: Float[B, 8]) { y = x |> Linear(4) |> relu |> Linear(2) }",
        "model M(x: Float[B, 3, 16*H, 16*W]) { y = x |> maxPool2d(2) |> maxPool2d(2)\n z = y[..., 0] }",
        // Two strided ways agree for even lengths only, which the signature says.
        """
        model M(x: Float[B, 3, 2*H, 2*W]) {
            a = x |> Conv2d(8, 3, stride: 2, padding: 1)
            b = x |> avgPool2d(2) |> Conv2d(8, 1)
            y = a + b
        }
        """,
        "block Twice(f) (x: Float[B, C]) { f(f(x)) }\n model M(x: Float[B, 8]) { y = x |> Twice(Linear(8)) }",
        "block Net(Norm: Block = BatchNorm) (x: Float[B, C]) { x |> Norm() }\n"
            + "model M(x: Float[B, 8]) { a = x |> Net |> Net(Norm: LayerNorm) }",
        // Blocks that nothing uses, with arguments left open.
        "block Odd(n: Int, wide: Bool = false) (x: Float[B, C]) { if wide { x |> Linear(n) } else { x } }",
        "block Res(n: Int) (x: Float[B, C]) { x + (x |> repeat n { |> Linear(C) |> relu }) }",
        "def double(x: Float[...]) = x * 2\n model M(x: Float[B]) { y = double(x) }",
        "stem = (|> relu |> Linear(4))\n model M(x: Float[B, 3]) { y = stem(x)\n z = stem(x) }",
        "model M(x: Float[B, 8]) { y = x |> Linear(4, bias: false) as head |> Linear(4) }",
        "model M(image: UInt8[B, 3, H, W]) { y = float(image) / 255 |> globalAvgPool |> Linear(2) }",
        // Lengths leave the condition open: the arms agree where it holds.
        "model M(x: Float[B, H, W]) { y = if W == 1 { x } else { x[..., 0:1] }\n z = y[..., 0] + x[..., 0] }",
    ])
    func accepts(_ text: String) {
        let program = TestProgram(text)
        #expect(program.check() == [], "\(program.rendered())")
    }

    @Test(arguments: [
        // Names.
        ("model M(x: Float[B, 8]) { y = x |> Liner(4) }", ["N001:1"]),
        ("model M(x: Float[B, 8]) {\n y = x |> Linear(4)\n y = x |> relu }", ["N002:3"]),
        ("block A(x: Float[B]) { x }\nblock A(x: Float[B]) { x }", ["N002:2"]),
        ("model M(x: Float[B, 8]) { y = x |> Linear(4, bais: false) }", ["N004:1"]),
        ("def f(x) = g(x)\ndef g(x) = f(x)", ["N007:2"]),
        ("block A(x: Float[B]) { x |> A }", ["N007:1"]),
        ("model M(x: Float[B]) { y = x.grad }", ["N003:1"]),
        // A name in an arm that is never taken.
        (
            "def f(x: Float[...], deep: Bool = false) {\n if deep { reluu(x) } else { x } }",
            ["N001:2"]
        ),
        ("model M(x: Float[B, 8]) { y = x |> Linear }", ["T003:1"]),
        ("model M(x: Float[B, 8]) { y = x |> Linear(2, true, 3) }", ["T004:1"]),
        // Types.
        ("model M(x: Float[B, 8]) { y = x |> Linear(2.5) }", ["T001:1"]),
        ("model M(x: Float[B, 8]) { y = x |> Linear(x) }", ["T005:1"]),
        ("model M(x: Float[B, 8]) { y = if x > 0 { x } else { -x } }", ["T006:1"]),
        ("def f(x: Float[...]) {\n parameter w: Float[] = zeros\n x * w }", ["T009:2"]),
        ("def f(x: Float[B, 3]) = x |> Linear(3)", ["T009:1"]),
        ("model M(x: Flot[B]) { y = x }", ["N001:1"]),
        ("block A(x: Float[B]) {\n buffer b: Float[] = zeros\n update c = 1\n x }", ["N001:3"]),
        ("block A(x: Float[B]) {\n parameter b: Float[] = zeros\n update b = 1\n x }", ["T008:3"]),
        // Shapes.
        ("model M(x: Float[B, 3, H, W]) {\n y = x |> Linear(4) }", ["S012:2"]),
        ("model M(x: Float[B, 3, H, W]) {\n y = x + x[..., 1:] }", ["S001:2"]),
        ("model M(x: Float[B, 8]) { y = x |> Conv2d(4, 3) }", ["S002:1"]),
        (
            "model M(x: Float[B, 3, H, W]) {\n a = x |> maxPool2d(2)\n"
                + " b = x |> Conv2d(3, 3, stride: 2, padding: 1)\n y = a + b }",
            ["S003:4"]
        ),
        ("model M(x: Float[B, C], y: Float[B, D]) {\n z = x + y }", ["S003:2"]),
        ("block A(x: Float[B, 4]) { x + ones([3]) }", ["S001:1"]),
        (
            "block A(x: Float[B, 4]) {\n buffer b: Float[4] = zeros\n update b = ones([3])\n x }",
            ["S001:3"]
        ),
        ("block A(x: Float[B]) {\n parameter w: Float[K] = zeros\n x }", ["S010:2"]),
        ("model M(x: Float[B, H, W]) {\n y = if H == W { x } else { x[..., 0:1] } }", ["S003:2"]),
        // Kinds and labels.
        (
            "model M(x: Float[B, 4], t: Int[B]) {\n p = x |> softmax\n y = crossEntropy(p, t) }",
            ["K001:3"]
        ),
        ("model M(x: Float[B, 4], t: Int[B]) { y = nllLoss(x, t) }", ["K002:1"]),
        (
            "model M(x: Float[B, 4], t: Int[B]) {\n y = crossEntropy(x, withClasses(t, 5)) }",
            ["K003:2"]
        ),
        // What this version does not run, and a derivative of nothing.
        ("model M(x: Float[B, T~, 4]) { y = x }", ["T010:1"]),
        ("gradient def relu(x) { x }", ["N001:1"]),
        // Several at once, in order.
        (
            "model M(x: Float[B, 8]) {\n a = x |> Liner(4)\n b = x |> Linear(4, bais: true)\n"
                + " c = x + ones([3]) }",
            ["N001:2", "N004:3", "S001:4"]
        ),
        // A mistake in a repetition, and in a block used twice, is told once.
        ("model M(x: Float[B, 8]) { y = x |> repeat 3 { |> Linear(4) |> Linr(8) } }", ["N001:1"]),
        (
            "block A(x: Float[B, C]) {\n x + ones([3]) }\n"
                + "model M(x: Float[B, 8]) { y = x |> A |> A }", ["S001:2"]
        ),
        ("model M(x: Float[B, 8]) { y = x |> Linear(4) as a |> Linear(4) as a }", ["N002:1"]),
    ])
    func refuses(_ text: String, _ expected: [String]) {
        let program = TestProgram(text)
        #expect(program.check() == expected, "\(program.rendered())")
    }

    @Test func twoImportsOfOneNameAreReported() {
        let block = "block Head() (x: Float[..., I]) { x |> Linear(10) }"
        let program = TestProgram(
            "import \"a.dlm\"\nimport \"b.dlm\"\nmodel M(x: Float[B, 8]) { y = x |> Head }",
            files: ["a.dlm": block, "b.dlm": block])
        #expect(program.check() == ["N002:2"], "\(program.rendered())")
    }

    /// A check that asks only the shape rules again says what a full elaboration would.
    @Test func elaboratedModelsServeOtherLengths() throws {
        let text =
            "model M(x: Float[B, 3, H, W]) { a = x |> Conv2d(4, 3) |> BatchNorm |> relu\n"
            + " y = a |> Dropout(0.5) |> globalAvgPool |> Linear(2) }"
        let program = TestProgram(text)
        guard case .model(let model)? = program.program.main.declarations["M"] else {
            Issue.record("there is no model")
            return
        }
        let models = ElaboratedModels()
        let first = program.evaluator()
        first.elaborated = models
        _ = first.checkModel(model, in: program.program.main)
        models.isRecording = false
        let context = ElaborationContext(.check, isTraining: true)
        func taps(_ shape: [Dim]) -> RecordValue? {
            let tensor = Tensor.placeholder("x", TensorType(.float32, shape))
            return models.taps(model, [.tensor(TensorValue(tensor, nil))], context)
        }
        let record = try #require(taps([2, 3, 8, 6]))
        let types = record.entries.map { entry in
            if case .tensor(let tensor) = entry.value { tensor.type.plain.description } else { "" }
        }
        #expect(types == ["Float[2, 4, 6, 4]", "Float[2, 2]"])
        #expect(context.parameters.map(\.path) == first.context.parameters.map(\.path))
        // Too small for the kernel, and another number of channels: the text has to be evaluated.
        #expect(taps([2, 3, 2, 6]) == nil)
        #expect(taps([2, 1, 8, 6]) == nil)
    }
}
