import DLM
import Testing

/// Two clouds of points, as a Swift program would hand them over.
enum Clouds {
    static func samples(_ count: Int, from first: Int) -> HostSamples {
        HostSamples(
            count: count, facts: ["F": .integer(4), "classNames": .strings(["low", "high"])]
        ) { index in
            let label = (index + first) % 2
            let numbers = (0..<4).map { axis in
                Float((index * 7 + axis * 3 + first) % 10) / 20 + Float(label) - 0.5
            }
            return [
                .tensor(HostArray(floats: numbers)), .tensor(HostArray(.int64, [], [Int64(label)])),
            ]
        }
    }

    static let text = """
        data clouds {
            train = points("train")
            valid = points("valid")
        }

        model Net(x: Float[B, clouds.F]) {
            hidden = x |> Linear(8) |> tanh
            logits = hidden |> Linear(clouds.classes)
        }

        train Net on clouds {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.2, momentum: 0.9)
            metrics   = { accuracy: accuracy(logits, label) }
            batch     = 8
            epochs    = 3
            seed      = 11
        }
        """

    static func session(_ overrides: [Override] = []) throws -> Session {
        var engine = Engine(threads: 1)
        try engine.register(
            data: "points", "(split: String) -> { x: Float[F], label: Int }", labels: "label"
        ) { arguments in
            arguments["split"] == .string("train")
                ? samples(40, from: 0) : samples(16, from: 3)
        }
        return try engine.session(engine.compile(text, name: "clouds.dlm", overrides: overrides))
    }
}

@Suite struct SessionTrainingTests {
    @Test func trainingIsASequenceOfEvents() async throws {
        let folder = try TemporaryFolder()
        let session = try Clouds.session()
        var names: [String] = []
        var losses: [Double] = []
        for try await event in session.train(in: folder.path) {
            switch event {
            case .began(let facts): names.append("began \(facts.trainingSamples)")
            case .measured(let record, _):
                names.append("\(record.part) \(record.epoch)")
                if record.part == "valid" { losses.append(record.value("loss") ?? .nan) }
            case .ended(let result): names.append("ended \(result.isComplete)")
            case .progressed, .saved, .note: break
            }
        }
        #expect(
            names == [
                "began 40", "train 1", "valid 1", "train 2", "valid 2", "train 3", "valid 3",
                "ended true",
            ])
        #expect(losses.count == 3 && losses[2] < losses[0])
        // The session has the weights that were trained.
        let x = HostArray(floats: [0.6, 0.7, 0.6, 0.7, -0.4, -0.3, -0.4, -0.3], shape: [2, 4])
        let logits = try #require(try session.call("Net", x).first).doubles
        #expect(logits[1] > logits[0] && logits[2] > logits[3])
        #expect(try session.facts("clouds").strings("classNames") == ["low", "high"])
    }

    @Test func aCancelledTaskSavesAndTheRunGoesOnToTheSameBits() async throws {
        let (whole, cut) = (try TemporaryFolder(), try TemporaryFolder())
        let session = try Clouds.session([Override(name: "epochs", value: "40")])
        try await session.train(in: whole.path).result()
        let wanted = try #require(try session.call("Net", SmallNet.batch(3)).first).doubles

        let other = try Clouds.session([Override(name: "epochs", value: "40")])
        let seen = Counter()
        let task = Task {
            var last: TrainingResult?
            do {
                for try await event in other.train(in: cut.path) {
                    if case .measured = event { seen.add() }
                    if case .ended(let result) = event { last = result }
                }
            } catch is CancellationError {
                return last
            }
            return last
        }
        while seen.value < 4 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let result = try #require(try await task.value)
        try #require(!result.isComplete, "the run was over before it was cancelled")
        let rest = try await other.train(in: cut.path, resume: true).result()
        #expect(rest.isComplete)
        #expect(try other.call("Net", SmallNet.batch(3)).first?.doubles == wanted)
    }

    @Test func leavingTheLoopStopsTheRun() async throws {
        let folder = try TemporaryFolder()
        let session = try Clouds.session([Override(name: "epochs", value: "100000")])
        for try await event in session.train(in: folder.path) {
            if case .measured = event { break }
        }
        // Waits for the run that was left; it would take hours otherwise.
        let again = session.train(in: folder.path, resume: true)
        for try await event in again {
            if case .began(let facts) = event {
                #expect(facts.resumed != nil)
                break
            }
        }
    }

    @Test func aLoopOfOnesOwnDoesWhatTheRunDoes() async throws {
        let folder = try TemporaryFolder()
        let session = try Clouds.session()
        try await session.train(in: folder.path).result()
        let wanted = try #require(try session.call("Net", SmallNet.batch(3)).first).doubles

        let other = try Clouds.session()
        let loop = try other.trainingLoop()
        var steps = 0
        var ends = 0
        while let figures = try loop.step() {
            steps += 1
            if figures.endsEpoch {
                ends += 1
                #expect(try loop.evaluate().first?.part == "valid")
            }
        }
        #expect(steps == 15 && ends == 3)
        #expect(try other.call("Net", SmallNet.batch(3)).first?.doubles == wanted)
    }

    @Test func batchesOfOnesOwnTrainToo() throws {
        let session = try Clouds.session()
        let loop = try session.trainingLoop()
        let x = HostArray(floats: [1, 1, 1, 1, -1, -1, -1, -1], shape: [2, 4])
        let labels = HostArray(.int64, [2], [Int64(1), 0])
        let first = try loop.step(["x": x, "label": labels]).loss
        var last = first
        for _ in 0..<30 { last = try loop.step(["x": x, "label": labels]).loss }
        #expect(last < first / 10)
        let wrong = #expect(throws: TrainingFault.self) {
            try loop.step(["x": HostArray(floats: [1, 2], shape: [1, 2]), "label": labels])
        }
        #expect(wrong?.description.contains("Float[B, 4]") == true)
        #expect(throws: TrainingFault.self) { try loop.step(["x": x]) }
        #expect(throws: TrainingFault.self) { try loop.step(["x": x, "label": labels, "y": x]) }
    }

    @Test func weightsAreSavedWithWhatTheyNeedToServe() async throws {
        let folder = try TemporaryFolder()
        let session = try Clouds.session()
        try await session.train(in: folder.path).result()
        let path = "\(folder.path)/weights.safetensors"
        try session.saveWeights(path)
        // An engine whose data cannot be opened.
        var engine = Engine(threads: 1)
        try engine.register(
            data: "points", "(split: String) -> { x: Float[F], label: Int }", labels: "label"
        ) { _ in throw Unavailable() }
        let served = try engine.session(
            engine.compile(Clouds.text, name: "clouds.dlm"), weights: path)
        let x = SmallNet.batch(4)
        #expect(
            try served.call("Net", x).first?.doubles == session.call("Net", x).first?.doubles)
        #expect(try served.facts("clouds").integer("classes") == 2)
        #expect(try served.facts("clouds").strings("classNames") == ["low", "high"])
        // A run's own checkpoints serve as well.
        let best = try engine.session(
            engine.compile(Clouds.text), weights: "\(folder.path)/best.safetensors")
        #expect(try best.call("Net", x).first?.shape == [4, 2])
    }

    @Test func weightsThatDoNotFitChangeNothing() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/small.safetensors"
        try SmallNet.session(SystemFiles()).saveWeights(path)
        let session = try Clouds.session()
        let before = try session.call("Net", SmallNet.batch(1)).first?.doubles
        let fault = #expect(throws: TrainingFault.self) { try session.loadWeights(path) }
        #expect(fault?.description.contains("Net.logits.linear.weight") == true)
        #expect(try session.call("Net", SmallNet.batch(1)).first?.doubles == before)
    }

    @Test func optionsOfARunComeBackWithItsWeights() async throws {
        let text = """
            option width: Int = 8

            model Net(x: Float[B, 4]) {
                y = x |> Linear(width) |> sum(axis: 1)
            }
            """
        let files = MemoryFiles(["net.dlm": text])
        let engine = Engine(host: Host(files: files), threads: 1)
        let wide = [Override(name: "width", value: "16")]
        let session = try engine.session(engine.compile(file: "net.dlm", overrides: wide))
        try session.saveWeights("w.safetensors")
        let plain = try engine.session(engine.compile(file: "net.dlm"))
        #expect(throws: TrainingFault.self) { try plain.loadWeights("w.safetensors") }
        let program = try engine.compile(file: "net.dlm", forWeights: "w.safetensors")
        let again = try engine.session(program)
        #expect(try again.loadWeights("w.safetensors") == [])
        #expect(again.weights.first?.value.shape == [16, 4])
        // The caller's own word stands.
        let own = try engine.compile(
            file: "net.dlm", forWeights: "w.safetensors",
            overrides: [Override(name: "width", value: "4")])
        #expect(throws: TrainingFault.self) {
            try engine.session(own, weights: "w.safetensors")
        }
    }

    @Test func dataThatIsNotAsDeclaredIsNamed() async throws {
        var engine = Engine(threads: 1)
        try engine.register(
            data: "points", "(split: String) -> { x: Float[F], label: Int }", labels: "label"
        ) { _ in
            HostSamples(count: 3, facts: ["F": .integer(4), "classes": .integer(2)]) { index in
                [
                    .tensor(HostArray(floats: [1, 2, 3, 4])),
                    .tensor(HostArray(.int64, [], [Int64(index)])),
                ]
            }
        }
        let folder = try TemporaryFolder()
        let session = try engine.session(engine.compile(Clouds.text))
        do {
            try await session.train(in: folder.path).result()
            Issue.record("a label beyond the classes was taken")
        } catch {
            #expect("\(error)".contains("sample 2") && "\(error)".contains("2 classes"))
        }
    }

    private struct Unavailable: Error, CustomStringConvertible {
        let description = "no data here"
    }
}
