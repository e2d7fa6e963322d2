import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Optimizers and schedules of the library, held to PyTorch 2 in Float64.
@Suite struct LibraryOptimizerTests {
    /// p = [1, -2]; the gradient of step t is [0.5, -1] (0.7 t - 1). Values after each step.
    static let optimizers: [(String, [[Double]])] = [
        ("SGD(lr: 0.1)", [[1.015, -2.03], [0.995, -1.99], [0.94, -1.88], [0.85, -1.7]]),
        (
            "SGD(lr: 0.1, momentum: 0.9, weightDecay: 0.05)",
            [
                [1.01, -2.02], [0.99395, -1.9879], [0.91953525, -1.8390705],
                [0.757964299, -1.515928598],
            ]
        ),
        (
            "SGD(lr: 0.1, momentum: 0.9, dampening: 0.3)",
            [[1.015, -2.03], [1.0145, -2.029], [0.97555, -1.9511], [0.877495, -1.75499]]
        ),
        (
            "SGD(lr: 0.1, momentum: 0.9, nesterov: true)",
            [
                [1.0285, -2.057], [1.00265, -2.0053], [0.892885, -1.78577], [0.6725965, -1.345193],
            ]
        ),
        (
            "SGD(lr: 0.1, momentum: 0.9, maximize: true)",
            [[0.985, -1.97], [0.9915, -1.983], [1.05235, -2.1047], [1.197115, -2.39423]]
        ),
        (
            "Adam(lr: 0.1)",
            [
                [1.099999993, -2.099999997], [1.080648954, -2.080648956],
                [1.016300391, -2.016300393], [0.938675703, -1.938675704],
            ]
        ),
        (
            "Adam(lr: 0.1, beta1: 0.8, beta2: 0.99, weightDecay: 0.1)",
            [
                [1.09999998, -2.09999999], [1.032603939, -2.032795512],
                [0.947814891, -1.948137198], [0.855283327, -1.855711833],
            ]
        ),
        (
            "AdamW(lr: 0.1)",
            [
                [1.098999993, -2.097999997], [1.078549954, -2.076550956],
                [1.013122841, -2.010125842], [0.93448503, -1.930491028],
            ]
        ),
        (
            "AdamW(lr: 0.1, weightDecay: 0.3, amsgrad: true)",
            [
                [1.069999993, -2.039999997], [1.018548954, -1.959448956],
                [0.923643922, -1.836316924], [0.818309917, -1.703602728],
            ]
        ),
    ]

    @Test(arguments: optimizers)
    func optimizersMatchPyTorch(_ text: String, _ expected: [[Double]]) throws {
        let program = TestProgram("result = \(text)")
        let store = VariableStore(seed: 0)
        var p: [Float] = [1, -2]
        for (step, wanted) in expected.enumerated() {
            let scale = Float(0.7 * Double(step + 1) - 1)
            let inputs = [p, [0.5 * scale, -1 * scale]].map { HostArray(floats: $0) }
            p = try apply(program, store, inputs)[0].elements(as: Float.self)
            for (value, target) in zip(p, wanted) {
                #expect(abs(Double(value) - target) < 3e-6, "step \(step + 1) of \(text)")
            }
        }
    }

    /// The factor before each epoch.
    static let schedules: [(String, [Double])] = [
        ("StepLR(2 epochs, gamma: 0.5)", [1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125]),
        (
            "MultiStepLR([2 epochs, 5 epochs], gamma: 0.1)",
            [1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01]
        ),
        (
            "ExponentialLR(0.9)",
            [1, 0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441, 0.4782969]
        ),
        (
            "CosineAnnealingLR(7 epochs, minFactor: 0.1)",
            [1, 0.955436, 0.8305704, 0.6501344, 0.4498656, 0.2694296, 0.144564, 0.1]
        ),
        ("LinearLR(4 epochs, startFactor: 0.25)", [0.25, 0.4375, 0.625, 0.8125, 1, 1, 1, 1]),
        (
            "ChainedScheduler([StepLR(2 epochs, gamma: 0.5), LinearLR(4 epochs, startFactor: 0.25)])",
            [0.25, 0.4375, 0.3125, 0.40625, 0.25, 0.25, 0.125, 0.125]
        ),
        (
            "ReduceLROnPlateau(valid, mode: .max, factor: 0.2, patience: 1 epochs)",
            [1, 1, 1, 1, 0.2, 0.2, 0.2, 0.04, 0.04, 0.008, 0.008, 0.0016]
        ),
        (
            "ReduceLROnPlateau(valid, factor: 0.5, patience: 2 epochs, cooldown: 2 epochs)",
            [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25]
        ),
        (
            "ReduceLROnPlateau(valid, mode: .max, factor: 0.5, patience: 0 epochs, "
                + "threshold: 0.05, thresholdMode: .absolute, minFactor: 0.1)",
            [1, 1, 1, 0.5, 0.25, 0.125, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]
        ),
    ]

    @Test(arguments: schedules)
    func schedulesMatchPyTorch(_ text: String, _ expected: [Double]) throws {
        let measured = [0.5, 0.6, 0.6, 0.59, 0.61, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]
        let store = VariableStore(seed: 0)
        for (epoch, wanted) in expected.enumerated() {
            let written = text.replacing("(valid", with: "(tensor(\(measured[epoch]))")
            let program = TestProgram("result = \(written)")
            let counters = [
                HostArray(floats: [0], shape: []), HostArray(floats: [Float(epoch)], shape: []),
            ]
            let factor = try apply(program, store, counters)[0].doubles[0]
            #expect(abs(factor - wanted) < 2e-6, "epoch \(epoch) of \(text)")
        }
    }

    @Test func clippingScalesOnlyWhatIsTooLong() throws {
        let program = TestProgram("result = clipByNorm([tensor([3.0]), tensor([4.0])], 1.0)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        guard case .tuple(let parts) = program.result(evaluator), case .list(let items) = parts[0]
        else {
            Issue.record("clipByNorm gives (gradients, norm)")
            return
        }
        let tensors = (items + [parts[1]]).compactMap { evaluator.tensor($0) }
        let values = try ReferenceInterpreter.run(Computation(outputs: tensors)).map(\.doubles[0])
        #expect(abs(values[0] - 0.6) < 1e-6 && abs(values[1] - 0.8) < 1e-6 && values[2] == 5)
    }

    /// Applies the block `result` once, commits its buffers and gives what it makes.
    private func apply(
        _ program: TestProgram, _ store: VariableStore, _ inputs: [HostArray]
    ) throws -> [HostArray] {
        let evaluator = program.evaluator(.run(store))
        let block = program.result(evaluator)
        let file = SourceFile(path: "call.dlm", text: "call")
        let span = Span(file, 0, 4)
        let arguments = inputs.map { array in
            CallArgument(.tensor(TensorValue(.constant(array), span)), span)
        }
        let value = evaluator.apply(block, arguments, at: span, result: span)
        #expect(program.diagnostics.isEmpty)
        #expect(evaluator.diagnostics.all.map(\.headline) == [])
        let result = try #require(evaluator.tensor(value))
        return try ReferenceInterpreter.run(
            Computation(outputs: [result], updates: evaluator.context.commits))
    }
}
