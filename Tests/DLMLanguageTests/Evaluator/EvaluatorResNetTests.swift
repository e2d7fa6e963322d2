import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// The residual network of the language's design: elaborated with symbols and with numbers.
@Suite struct EvaluatorResNetTests {
    static let text = """
        block BasicBlock(channels: Int, stride: Int = 1) (x: Float[B, C, H, W]) {
            main = x |> Conv2d(channels, 3, stride: stride, padding: 1, bias: false) |> BatchNorm |> relu
                     |> Conv2d(channels, 3, padding: 1, bias: false)                 |> BatchNorm |> relu
            skip = if stride == 1 && C == channels { x }
                   else { x |> Conv2d(channels, 3, stride: stride, padding: 1, bias: false) |> BatchNorm }
            main + skip
        }

        model ResNet34(image: Float[B, 3, H, W]) {
            embedding = image
                |> Conv2d(64, 3, padding: 1, bias: false) |> BatchNorm |> relu
                |> repeat 3 { |> BasicBlock(64) }
                |> BasicBlock(128, stride: 2) |> repeat 3 { |> BasicBlock(128) }
                |> BasicBlock(256, stride: 2) |> repeat 5 { |> BasicBlock(256) }
                |> BasicBlock(512, stride: 2) |> repeat 2 { |> BasicBlock(512) }
                |> globalAvgPool |> Dropout(0.2)
            logits = embedding |> Linear(10)
        }
        """

    @Test func elaboratesWithSymbols() throws {
        let program = TestProgram(Self.text)
        let model = try #require(program.model("ResNet34"))
        let evaluator = program.evaluator()
        let value = evaluator.checkModel(model, in: program.program.main)
        #expect(program.check().isEmpty, "\(program.rendered())")
        guard case .record(let taps) = value else {
            Issue.record("no taps")
            return
        }
        #expect(taps.names == ["embedding", "logits"])
        #expect(taps["embedding"]?.typeText == "Float[B, 512]")
        #expect(taps["logits"]?.typeText == "Float[B, 10]")
        let paths = evaluator.context.parameters.map(\.path)
        #expect(paths.count == 110)
        #expect(paths.first == "ResNet34.embedding.conv2d.weight")
        #expect(paths.contains("ResNet34.embedding.basicBlock[2].main.conv2d_2.weight"))
        #expect(paths.contains("ResNet34.embedding.basicBlock_2.skip.conv2d.weight"))
        #expect(paths.contains("ResNet34.embedding.basicBlock_7[1].main.batchNorm.bias"))
        #expect(paths.last == "ResNet34.logits.linear.bias")
        #expect(evaluator.context.updates.count == 72)
    }

    @Test(arguments: [true, false]) func elaboratesWithNumbers(isTraining: Bool) throws {
        // Narrow, so that drawing first values costs little without optimisation.
        let narrow = ["64": "4", "128": "6", "256": "8", "512": "10"].reduce(Self.text) {
            text, pair in
            text.split(separator: "(\(pair.key)", omittingEmptySubsequences: false)
                .joined(separator: "(\(pair.value)")
        }
        let program = TestProgram(narrow)
        let store = VariableStore(seed: 1)
        let evaluator = program.evaluator(.run(store), training: isTraining)
        let model = try #require(program.model("ResNet34"))
        let image = Tensor.placeholder("image", TensorType(.float32, [2, 3, 32, 32]))
        let span = model.name.span
        let value = evaluator.apply(
            .model(ModelValue(declaration: model, module: program.program.main)),
            [CallArgument(.tensor(TensorValue(image, span)), span)], at: span, result: span)
        #expect(evaluator.diagnostics.all.isEmpty)
        guard case .record(let taps) = value else {
            Issue.record("no taps")
            return
        }
        #expect(taps["logits"]?.typeText == "Float[2, 10]")
        #expect(evaluator.context.updates.count == (isTraining ? 72 : 0))
        let count = store.variables.filter { $0.role == .parameter }
            .reduce(0) { $0 + ($1.type.count.constant ?? 0) }
        #expect(count == 17_434)
    }
}
