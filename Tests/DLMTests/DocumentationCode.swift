// swift-format-ignore-file
// Made from Sources/DLM/DLM.docc by `make reference`; the articles are what to edit.
import DLM
import Synchronization
import Testing

@Suite struct DocumentationCode {
    @Test func callingModels() async throws {
        let engine = Engine()
        let session = try engine.session(
            engine.compile(
                """
                model Face(image: Float[B, 3, H, W]) {
                    embedding = image |> Conv2d(8, 3, padding: 1) |> relu |> globalAvgPool
                    logits    = embedding |> Linear(10)
                }
                """))
        let images = HostArray(zeros: .float32, [2, 3, 16, 16])
        let outputs = try session.call("Face", images, reading: ["embedding", "logits"])
        let embedding = outputs["embedding"]   // Float[2, 8]
        #expect(embedding?.shape == [2, 8] && outputs["logits"]?.shape == [2, 10])
        let face = try session.freeze("Face", threads: 1)
        let shapes = try await withThrowingTaskGroup(of: [Int]?.self) { group in
            for _ in 0..<8 { group.addTask { try face(images).first?.shape } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(shapes.count == 8 && shapes.allSatisfy { $0 == [2, 10] })
        let files = MemoryFiles(["net.dlm": "model Net(x: Float[B, 2]) { y = x |> Linear(1) }"])
        let server = Engine(host: Host(files: files))
        let trained = try server.session(server.compile(file: "net.dlm"))
        try trained.saveWeights("net.safetensors")
        let program = try server.compile(file: "net.dlm", forWeights: "net.safetensors")
        let served = try server.session(program, weights: "net.safetensors")
        let point = HostArray(floats: [1, 2], shape: [1, 2])
        #expect(try served.call("Net", point).first?.doubles == trained.call("Net", point).first?.doubles)
    }

    @Test func dLM() async throws {
        let engine = Engine()
        let program = try engine.compile(
            """
            model Classifier(x: Float[B, 4]) {
                hidden = x |> Linear(16) |> relu
                logits = hidden |> Linear(3)
            }
            """)
        let session = try engine.session(program)
        let batch = HostArray(floats: [0.1, 0.2, 0.3, 0.4], shape: [1, 4])
        let logits = try session.call("Classifier", batch).first
        #expect(logits?.shape == [1, 3])
    }

    @Test func evaluating() async throws {
        let session = try Engine().session()
        try session.evaluate("def scaled(x) = 2 * x / norm(x)")
        let direction = try session.evaluate("scaled(v)", ["v": HostArray(floats: [3, 4])])
        let numbers = direction.floats   // 1.2, 1.6
        let gradient = try session.evaluate("grad(x => sum(x ** 3))([1.0, 2.0])")
        let text = "\(gradient)"         // as the prompt prints it
        #expect(numbers == [1.2, 1.6])
        #expect(gradient.floats == [3, 12])
        #expect(text.contains("Float[2]"))
        do {
            try session.evaluate("ones([2, 3]) @ ones([2, 3])")
        } catch let fault as ProgramFault {
            for diagnostic in fault.diagnostics {
                print(diagnostic.code.rawValue, diagnostic.headline)
            }
            print(fault.rendered(colour: false))
        }
        let fault = #expect(throws: ProgramFault.self) {
            try Engine().compile("model Net(x: Float[B, T]) { y = x + zeros([T, B]) }", name: "net.dlm")
        }
        let place = fault?.diagnostics.first?.primary.span.text
        #expect(place == "+" || place?.contains("zeros") == true)
    }

    @Test func extending() async throws {
        var engine = Engine()
        try engine.register(
            "energy", "(signal: Float[B, T], window: Int) -> Float[B, T//window]"
        ) { call in
            let (rows, length) = (call.inputs[0].shape[0], call.inputs[0].shape[1])
            let window = call.int("window") ?? 1
            let x = call.inputs[0].elements(as: Float.self)
            var sums: [Float] = []
            for row in 0..<rows {
                for frame in 0..<length / window {
                    let first = row * length + frame * window
                    sums.append(x[first..<first + window].reduce(0) { $0 + $1 * $1 })
                }
            }
            return [HostArray(floats: sums, shape: [rows, length / window])]
        }
        let session = try engine.session()
        let value = try session.evaluate("energy(ones([2, 6]), window: 3)")
        #expect(value.floats == [3, 3, 3, 3])
        try engine.register(
            "cubed", "(x: Float[N]) -> Float[N]",
            gradient: { given in
                let x = given.call.inputs[0].elements(as: Float.self)
                let up = given.upstream[0].elements(as: Float.self)
                return [HostArray(floats: zip(x, up).map { 3 * $0 * $0 * $1 })]
            },
            { call in
                [HostArray(floats: call.inputs[0].elements(as: Float.self).map { $0 * $0 * $0 })]
            })
        let slope = try engine.session().evaluate("grad(x => sum(cubed(x)))([1.0, 2.0])")
        #expect(slope.floats == [3, 12])
        try engine.register(
            data: "waves", "(split: String) -> { x: Float[T], label: Int }", labels: "label"
        ) { arguments in
            let isTraining = arguments["split"] == .string("train")
            return HostSamples(
                count: isTraining ? 100 : 20,
                facts: ["T": .integer(16), "classNames": .strings(["slow", "fast"])]
            ) { index in
                let speed = Float(1 + index % 2)
                let signal = (0..<16).map { Float($0) * speed / 16 }
                return [
                    .tensor(HostArray(floats: signal)), .tensor(HostArray(.int64, [], [Int64(index % 2)])),
                ]
            }
        }
        let waves = try engine.session()
        try waves.evaluate("data d { train = waves(\"train\") }")
        let classes = try waves.evaluate("d.classes")
        #expect(classes.number == 2)
    }

    @Test func hosts() async throws {
        let files = MemoryFiles([
            "main.dlm": "import parts\nshow half(tensor(3.0))",
            "parts.dlm": "def half(x) = x / 2",
        ])
        let lines = Mutex<[String]>([])
        let host = Host(
            files: files, write: { line in lines.withLock { $0.append(line) } },
            environment: { _ in nil }, now: { 0 })
        let engine = Engine(host: host)
        _ = try engine.session(engine.compile(file: "main.dlm"))
        #expect(lines.withLock { $0 } == ["half(tensor(3.0)) = 1.5000"])
    }

    @Test func tensors() async throws {
        let x: Tensor = [[1.0, 2.0], [3.0, 4.0]]
        let w = try Tensor([0.5, -0.5], shape: [2, 1])
        let y = try (x • w + 1).relu()
        let column = try x[.all, 0].floats()
        let largest = try x.max().scalar()
        #expect(try y.floats() == [0.5, 0.5])
        #expect(column == [1, 3] && largest == 4)
        let slope = try gradient(of: { x in try (x * x * x).sum() })([2.0, 3.0])
        let curve = try gradient(of: gradient(of: { x in try (x ** 3).sum() }))(2.0)
        #expect(try slope.floats() == [12, 27])
        #expect(try curve.scalar() == 12)
        let target: Tensor = [1.0, -2.0]
        var point = try Tensor.zeros([2])
        for _ in 0..<50 {
            let (_, slope) = try valueWithGradient(at: point) { p in try ((p - target) ** 2).sum() }
            point = try (point - 0.1 * slope).computed()
        }
        let found = try point.floats()
        #expect(abs(found[0] - 1) < 1e-3 && abs(found[1] + 2) < 1e-3)
        nonisolated(unsafe) let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4)
        buffer.initialize(repeating: 2)
        let adopted = try Tensor(adopting: UnsafeBufferPointer(buffer), shape: [2, 2]) {
            buffer.deallocate()
        }
        let sum = try adopted.withFloats { $0.reduce(0, +) }
        #expect(sum == 8)
    }

    @Test func training() async throws {
        var engine = Engine(host: Host(files: MemoryFiles()))
        try engine.register(
            data: "points", "() -> { x: Float[2], label: Int }", labels: "label"
        ) { _ in
            HostSamples(count: 64, facts: ["classes": .integer(2)]) { index in
                let label = Int64(index % 2)
                let x = HostArray(floats: [Float(label) + Float(index) / 640, Float(index % 5) / 5])
                return [.tensor(x), .tensor(HostArray(.int64, [], [label]))]
            }
        }
        let session = try engine.session(
            engine.compile(
                """
                data cloud {
                    train = points()
                    valid = points()
                }
                model Net(x: Float[B, 2]) { logits = x |> Linear(cloud.classes) }
                train Net on cloud {
                    loss      = crossEntropy(logits, label)
                    optimizer = SGD(lr: 0.5)
                    metrics   = { accuracy: accuracy(logits, label) }
                    batch     = 8
                    epochs    = 4
                }
                """))
        var accuracies: [Double] = []
        for try await event in session.train(in: "runs/cloud") {
            switch event {
            case .progressed(let batch): print(batch.done, "of", batch.total)
            case .measured(let record, _) where record.part == "valid":
                accuracies.append(record.value("accuracy") ?? .nan)
            default: break
            }
        }
        #expect(accuracies.count == 4)
        let result = try await session.train(in: "runs/cloud", resume: true).result()
        let logits = try session.call("Net", HostArray(floats: [1, 0], shape: [1, 2])).first
        #expect(result.isComplete && logits?.shape == [1, 2])
        let loop = try session.trainingLoop()
        while let step = try loop.step() {
            if step.endsEpoch { print(step.loss, try loop.evaluate()) }
        }
        let own = try loop.step([
            "x": HostArray(floats: [1, 0, 0, 1], shape: [2, 2]),
            "label": HostArray(.int64, [2], [Int64(1), 0]),
        ])
        #expect(own.loss.isFinite && own.samples == 2)
    }
}
