import DLM
import Synchronization
import Testing

/// The settings `accumulate`, `average` and `clipValue` in whole runs on small data.
@Suite struct StepSettingsTests {
    private static let program = """
        option data: Path = "nowhere"

        data digits {
            train = idx(data/"images", labels: data/"labels") |> toFloat
            valid = idx(data/"images", labels: data/"labels") |> toFloat
        }

        model Net(image: Float[B, 1, 2, 2]) {
            features = image |> flatten(start: 1) |> Linear(8) |> Dropout(0.3) |> relu
            logits   = features |> Linear(digits.classes)
        }

        train Net on digits {
            loss       = crossEntropy(logits, label, classWeights: [0.5, 2.0, 1.0])
            optimizer  = { "**.bias": SGD(lr: 0.1), else: Adam(lr: 0.02, weightDecay: 0.1) }
            schedule   = LinearLR(4 steps)
            average    = EMA(decay: 0.7)
            batch      = 8
            epochs     = 3
            clipNorm   = 0.5
            clipValue  = 0.3
            accumulate = 1
            seed       = 3
        }
        """

    private func job(_ batch: Int, _ accumulate: Int, _ digits: SmallDigits) throws -> TrainingJob {
        let overrides = [("batch", batch), ("accumulate", accumulate)]
        let prepared = try digits.prepare(
            Self.program, blocks: .train,
            overrides: overrides.map { Override(name: $0, value: "\($1)") })
        return try #require(prepared.train)
    }

    /// Trains until the end, or until some batches were trained.
    @discardableResult
    private func train(
        _ job: TrainingJob, _ digits: SmallDigits, name: String, resume: Bool = false,
        stopAfter: Int? = nil
    ) throws -> TrainingResult {
        let count = Mutex(0)
        let host = RunHost(
            isInterrupted: { stopAfter.map { limit in count.withLock { $0 >= limit } } ?? false },
            report: { event in
                if case .progressed(let progress) = event, progress.part == "train" {
                    count.withLock { $0 += 1 }
                }
            })
        let options = RunOptions(directory: "\(digits.path)/\(name)", resume: resume)
        return try Trainer(job, runtime: Runtime(threads: 1), options: options, host: host).run()
    }

    private func values(_ job: TrainingJob) -> [String: [Double]] {
        var result: [String: [Double]] = [:]
        for variable in job.variables where !variable.path.hasPrefix("accumulate.") {
            result[variable.path] = variable.value.doubles
        }
        return result
    }

    @Test("accumulated batches make the step of one large batch", arguments: [(4, 2), (2, 4)])
    func accumulationIsOneBatch(_ batch: Int, _ accumulate: Int) throws {
        let digits = try SmallDigits()
        let whole = try job(8, 1, digits)
        try train(whole, digits, name: "whole")
        let parts = try job(batch, accumulate, digits)
        try train(parts, digits, name: "parts\(batch)")
        let (wanted, actual) = (values(whole), values(parts))
        #expect(Set(wanted.keys) == Set(actual.keys))
        for (path, numbers) in wanted {
            for (a, b) in zip(actual[path] ?? [], numbers) {
                #expect(abs(a - b) < 2e-5, "\(path): \(a), wanted \(b)")
            }
        }
        let saved = try Checkpoint.read(
            "\(digits.path)/parts\(batch)/last.safetensors", in: SystemFiles())
        #expect(saved.progress?.steps == 6 && saved.progress?.accumulate == accumulate)
        // Nothing is left over at the end of an epoch.
        for variable in parts.variables where variable.path.hasPrefix("accumulate.") {
            #expect(variable.value.doubles.allSatisfy { $0 == 0 })
        }
    }

    @Test("a run that stops within a group of batches goes on with the same bits")
    func resumeWithinAGroup() throws {
        let digits = try SmallDigits()
        let whole = try job(2, 4, digits)
        try train(whole, digits, name: "whole")
        let first = try job(2, 4, digits)
        let result = try train(first, digits, name: "parts", stopAfter: 7)
        #expect(!result.isComplete && result.stepInEpoch == 2)
        let second = try job(2, 4, digits)
        try train(second, digits, name: "parts", resume: true)
        #expect(values(second) == values(whole))
        do {
            try train(try job(2, 3, digits), digits, name: "parts", resume: true)
            Issue.record("another accumulate was taken")
        } catch let fault as TrainingFault {
            #expect(fault.headline.hasSuffix("accumulate was 4, now it is 3"))
        }
    }

    @Test("evaluation, the weights of a file and a resumed run know the averages")
    func averagesAreUsed() throws {
        let digits = try SmallDigits()
        let run = try job(8, 1, digits)
        try train(run, digits, name: "run")
        let weights = run.variables.filter { $0.role == .parameter }
        let averages = run.variables.filter { $0.role == .average }
        #expect(averages.map(\.path) == weights.map { "average.\($0.path)" })
        #expect(values(run)[weights[0].path] != values(run)[averages[0].path])

        let (types, _) = try digits.inputs(run, batch: 3)
        let evaluation = try run.evaluationStep(types)
        let loss = try #require(evaluation.loss)
        let read = Node.inOrder([loss.sum.node]).compactMap { node in
            (node.operation as? VariableRead)?.variable.role
        }
        #expect(!read.isEmpty && read.allSatisfy { $0 == .average })

        let other = try job(8, 1, digits)
        _ = try WeightsFile("\(digits.path)/run/last.safetensors", in: SystemFiles()).restore(
            into: other.variables, model: other.model, record: other.record)
        for (weight, average) in zip(weights, averages) {
            #expect(values(other)[weight.path] == average.value.doubles)
        }
    }

    @Test("patterns give biases and weights optimizers of their own")
    func groupsByPattern() throws {
        let digits = try SmallDigits()
        func step(_ optimizer: String) throws -> TrainingJob {
            let text = Self.program
                .replacing(
                    "{ \"**.bias\": SGD(lr: 0.1), else: Adam(lr: 0.02, weightDecay: 0.1) }",
                    with: optimizer
                )
                .replacing("clipNorm   = 0.5", with: "")
            let job = try #require(digits.prepare(text, blocks: .train).train)
            let inputs = try digits.inputs(job, batch: 8)
            _ = try ReferenceInterpreter.run(
                Computation(outputs: [], updates: job.trainingStep(inputs.types).updates),
                inputs: inputs.values)
            return job
        }
        let plain = try step("SGD(lr: 0.1)")
        let decayed = try step(
            "{ \"**.bias\": SGD(lr: 0.1), else: SGD(lr: 0.1, weightDecay: 0.5) }")
        let start = try #require(digits.prepare(Self.program, blocks: .train).train)
        for variable in start.variables where variable.role == .parameter {
            let isBias = variable.path.hasSuffix(".bias")
            let path = variable.path
            let (a, b) = (values(plain)[path] ?? [], values(decayed)[path] ?? [])
            for (weight, pair) in zip(variable.value.doubles, zip(a, b)) {
                let wanted = isBias ? 0 : 0.05 * weight
                #expect(abs(pair.0 - pair.1 - wanted) < 1e-6, "\(path)")
            }
        }
    }

    @Test("clipValue bounds every number of the gradients")
    func clippedValues() throws {
        let digits = try SmallDigits()
        let text = Self.program.replacing(
            "else: Adam(lr: 0.02, weightDecay: 0.1)", with: "else: SGD(lr: 1)"
        )
        .replacing("\"**.bias\": SGD(lr: 0.1)", with: "\"**.bias\": SGD(lr: 1)")
        .replacing("clipNorm   = 0.5", with: "").replacing(
            "schedule   = LinearLR(4 steps)", with: "")
        let prepared = try digits.prepare(
            text, blocks: .train, overrides: [Override(name: "clipValue", value: "0.001")])
        let job = try #require(prepared.train)
        let before = values(job)
        let inputs = try digits.inputs(job, batch: 8)
        let graph = try job.trainingStep(inputs.types)
        let loss = try #require(graph.loss)
        _ = try ReferenceInterpreter.run(
            Computation(outputs: [loss.sum], updates: graph.updates), inputs: inputs.values)
        var moved = 0.0
        for variable in job.variables where variable.role == .parameter {
            for (a, b) in zip(variable.value.doubles, before[variable.path] ?? []) {
                moved = max(moved, abs(a - b))
            }
        }
        #expect(moved > 0.00099 && moved < 0.00101)
    }
}
