import DLMSyntax
import DLMTensor
import DLMTypes
import Glibc
import Testing

@testable import DLMLanguage

/// Programs elaborated with known lengths, computed by the reference interpreter.
@Suite struct EvaluatorRunTests {
    /// Applies the model `M` to inputs given by name.
    struct Run {
        let evaluator: Evaluator
        let taps: RecordValue
        let inputs: [String: HostArray]

        init(
            _ text: String, _ inputs: [String: HostArray],
            store: VariableStore = VariableStore(seed: 1),
            training: Bool = true
        ) throws {
            let program = TestProgram(text)
            evaluator = program.evaluator(.run(store), training: training)
            let model = try #require(program.model("M"))
            let span = model.name.span
            let arguments: [CallArgument] = model.inputs.map { input in
                let array = inputs[input.name.name] ?? HostArray(zeros: .float32, [])
                let type = TensorType(array.dtype, array.shape.map { Dim($0) })
                return CallArgument(
                    .tensor(TensorValue(.placeholder(input.name.name, type), span)), span)
            }
            let value = evaluator.apply(
                .model(ModelValue(declaration: model, module: program.program.main)), arguments,
                at: span, result: span)
            var all = program.diagnostics
            all.add(contentsOf: evaluator.diagnostics)
            #expect(all.isEmpty, "\(DiagnosticRenderer(colour: false).render(all.sorted))")
            guard case .record(let taps) = value else { throw Missing() }
            self.taps = taps
            var fed = inputs
            fed[RandomState.step] = HostArray(.int64, [3], [Int64(1), 0, 0])
            fed[RandomState.samples] = HostArray(.int64, [4], [Int64(0), 1, 2, 3])
            self.inputs = fed
        }

        struct Missing: Error {}

        /// The numbers of a tap, an average as its mean.
        func numbers(_ tap: String) throws -> [Double] {
            let tensor = try #require(evaluator.tensor(taps[tap] ?? .none))
            let values = try ReferenceInterpreter.run(
                Computation(outputs: [tensor]), inputs: inputs)
            return values[0].doubles
        }

        /// The new value of a variable.
        func update(_ path: String) throws -> [Double] {
            let update = try #require(evaluator.context.updates.first { $0.path == path })
            let values = try ReferenceInterpreter.run(
                Computation(outputs: [update.value]), inputs: inputs)
            return values[0].doubles
        }
    }

    private func close(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 }
    }

    @Test func linearIsAnAffineMap() throws {
        let store = VariableStore(seed: 3)
        let x = HostArray(floats: [1, 2, 3, 4], shape: [2, 2])
        let run = try Run("model M(x: Float[B, 2]) { y = x |> Linear(1) }", ["x": x], store: store)
        let weight = try #require(store["M.y.linear.weight"]).value.doubles
        let bias = try #require(store["M.y.linear.bias"]).value.doubles
        let expected = [
            weight[0] + 2 * weight[1] + bias[0], 3 * weight[0] + 4 * weight[1] + bias[0],
        ]
        #expect(try close(run.numbers("y"), expected))
        #expect(weight.allSatisfy { abs($0) < 1 / 2.0.squareRoot() })
    }

    @Test func aBoundLayerIsSharedAndAStepIsFresh() throws {
        let store = VariableStore(seed: 3)
        let x = HostArray(floats: [1, 2], shape: [1, 2])
        let text = """
            model M(x: Float[B, 2]) {
                proj = Linear(2)
                a = proj(proj(x))
                b = x |> Linear(2) |> Linear(2)
                c = x |> repeat 2 { |> Linear(2) }
                d = x |> repeat 2 { |> proj }
            }
            """
        let run = try Run(text, ["x": x], store: store)
        let weights = store.variables.map(\.path).filter { $0.hasSuffix("weight") }
        #expect(
            weights == [
                "M.proj.linear.weight", "M.b.linear.weight", "M.b.linear_2.weight",
                "M.c.linear[0].weight", "M.c.linear[1].weight",
            ])
        #expect(try run.numbers("a") == run.numbers("d"))
        #expect(try run.numbers("a") != run.numbers("b"))
    }

    @Test func batchNormUpdatesItsAverages() throws {
        let x = HostArray(floats: [1, 3, 5, 7], shape: [4, 1])
        let text = "model M(x: Float[B, 1]) { y = x |> BatchNorm }"
        let run = try Run(text, ["x": x])
        #expect(try close(run.update("M.y.batchNorm.runningMean"), [0.4]))
        // The unbiased variance is 20 / 3.
        #expect(try close(run.update("M.y.batchNorm.runningVar"), [0.9 + 0.1 * 20 / 3]))
        let scale = 1 / 5.00001.squareRoot()
        #expect(try close(run.numbers("y"), [-3, -1, 1, 3].map { $0 * scale }))
        let frozen = try Run(text, ["x": x], training: false)
        #expect(frozen.evaluator.context.updates.isEmpty)
        #expect(try close(frozen.numbers("y"), [1, 3, 5, 7].map { $0 / 1.00001.squareRoot() }))
    }

    @Test func crossEntropyIsTheMeanOfItsSamples() throws {
        let x = HostArray(floats: [0, 0, 0, Float(log(2.0))], shape: [2, 2])
        let t = HostArray(.int64, [2], [Int64(0), 1])
        let run = try Run(
            "model M(x: Float[B, 2], t: Int[B]) { y = crossEntropy(x, t)\n z = 2 * y + 1 }",
            ["x": x, "t": t])
        let expected = (log(2.0) + log(1.5)) / 2
        #expect(try close(run.numbers("y"), [expected]))
        #expect(try close(run.numbers("z"), [2 * expected + 1]))
        guard case .average(let average)? = run.taps["z"] else {
            Issue.record("a combination of averages is an average")
            return
        }
        #expect(
            try close(
                ReferenceInterpreter.run(
                    Computation(outputs: [average.average.weight]), inputs: run.inputs)[0]
                    .doubles, [2]))
    }

    @Test func dropoutFollowsTheLayersPath() throws {
        let x = HostArray(floats: [Float](repeating: 1, count: 256), shape: [4, 64])
        let text = "model M(x: Float[B, 64]) { y = x |> Dropout(0.5)\n z = x |> Dropout(0.5) }"
        let run = try Run(text, ["x": x])
        let (y, z) = (try run.numbers("y"), try run.numbers("z"))
        #expect(y.allSatisfy { $0 == 0 || $0 == 2 })
        #expect(y != z)
        #expect(try run.numbers("y") == y)
        let frozen = try Run(text, ["x": x], training: false)
        #expect(try frozen.numbers("y").allSatisfy { $0 == 1 })
    }

    @Test func aPathDependsOnKindsOfStepsBeforeItOnly() throws {
        let store = VariableStore(seed: 1)
        let x = HostArray(floats: [1, 2], shape: [1, 2])
        _ = try Run(
            """
            block Pair(n: Int) (x: Float[B, C]) { x |> Linear(n) |> Linear(n) as last }
            model M(x: Float[B, 2]) {
                y = x |> Pair(2) |> relu |> repeat 2 { i => |> LayerNorm |> Pair(2) } |> Pair(2) as head
            }
            """, ["x": x], store: store)
        let paths = store.variables.map(\.path).filter { $0.hasSuffix("weight") }
        #expect(
            paths == [
                "M.y.pair.linear.weight", "M.y.pair.last.weight",
                "M.y.layerNorm[0].weight", "M.y.pair_2[0].linear.weight",
                "M.y.pair_2[0].last.weight", "M.y.layerNorm[1].weight",
                "M.y.pair_2[1].linear.weight", "M.y.pair_2[1].last.weight",
                "M.y.head.linear.weight", "M.y.head.last.weight",
            ])
    }

    @Test func theSameSeedGivesTheSameValues() throws {
        let x = HostArray(floats: [1, 2], shape: [1, 2])
        let text = "model M(x: Float[B, 2]) { y = x |> Linear(3) }"
        let first = try Run(text, ["x": x], store: VariableStore(seed: 5)).numbers("y")
        #expect(try Run(text, ["x": x], store: VariableStore(seed: 5)).numbers("y") == first)
        #expect(try Run(text, ["x": x], store: VariableStore(seed: 6)).numbers("y") != first)
    }

    @Test func anAbsentBiasVanishes() throws {
        let x = HostArray(floats: [1, 2], shape: [1, 2])
        let run = try Run(
            """
            block Shift(on: Bool) (x: Float[B, C]) {
                parameter by: Float[C] = constant(1) if on
                x + 3 * by
            }
            model M(x: Float[B, 2]) { y = x |> Shift(true)\n z = x |> Shift(false) }
            """, ["x": x])
        #expect(try run.numbers("y") == [4, 5])
        #expect(try run.numbers("z") == [1, 2])
    }
}
