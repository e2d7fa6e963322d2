import DLM
import Testing

/// Training, resuming and predicting on a folder of images, all of it in memory.
@Suite struct MemoryRunTests {
    private static let text = """
        data faces {
            train = imageFolder(sampleFaces(people: 2, size: 16)/"train_data") |> toFloat
            valid = imageFolder(sampleFaces(people: 2, size: 16)/"train_data") |> toFloat
        }

        model Tiny(image: Float[B, 3, 16, 16]) {
            logits = image |> flatten(start: 1) |> Linear(faces.classes)
        }

        train Tiny on faces {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.01)
            metrics   = { accuracy: accuracy(logits, label) }
            batch     = 4
            epochs    = 2
        }

        predict Tiny on faces.valid {
            write "out/rows.csv" { id: name, label: argmax(logits) }
        }
        """

    private static func engine(_ files: MemoryFiles) -> Engine {
        let host = Host(
            files: files, environment: { $0 == "XDG_CACHE_HOME" ? "/cache" : nil }, now: { 0 })
        return Engine(host: host, threads: 1)
    }

    private static func lines(_ files: MemoryFiles, _ path: String) -> [Substring] {
        String(decoding: files[path] ?? [], as: UTF8.self).split(whereSeparator: \.isNewline)
    }

    /// The run's folder after training up to an epoch.
    private static func train(
        _ files: MemoryFiles, epochs: Int, in folder: String, resume: Bool = false
    ) async throws {
        let engine = engine(files)
        let program = try engine.compile(
            file: "tiny.dlm", overrides: [Override(name: "epochs", value: "\(epochs)")])
        _ = try await engine.session(program).train(in: folder, resume: resume).result()
    }

    @Test func aResumedRunEndsWhereAWholeOneDoes() async throws {
        let files = MemoryFiles(["tiny.dlm": Self.text])
        try await Self.train(files, epochs: 2, in: "parts")
        let half = files["parts/last.safetensors"]
        try await Self.train(files, epochs: 4, in: "parts", resume: true)
        try await Self.train(files, epochs: 4, in: "whole")
        let whole = try Checkpoint.read("whole/last.safetensors", in: files)
        let parts = try Checkpoint.read("parts/last.safetensors", in: files)
        #expect(half != nil && half != files["parts/last.safetensors"])
        func bytes(_ checkpoint: Checkpoint) -> [String: [UInt8]] {
            checkpoint.values.mapValues { array in array.withBytes { Array($0) } }
        }
        #expect(bytes(parts) == bytes(whole) && !parts.values.isEmpty)
        #expect(Self.lines(files, "parts/metrics.jsonl").count == 8)
        #expect(
            Self.lines(files, "parts/metrics.jsonl") == Self.lines(files, "whole/metrics.jsonl"))
    }

    @Test func predictionsGoToTheHostsFiles() throws {
        let files = MemoryFiles(["tiny.dlm": Self.text])
        let engine = Self.engine(files)
        let prepared = try engine.prepare("tiny.dlm", blocks: .predict)
        let job = try #require(prepared.predictions.first)
        let runner = try EvaluationRunner(
            job, runtime: engine.runtime, host: RunHost(files: files, now: { 0 }))
        let written = try #require(try runner.predict(in: RunDirectory("runs/p", in: files)))
        let rows = Self.lines(files, written.path)
        #expect(written.path == "runs/p/out/rows.csv" && rows.first == "id,label")
        #expect(written.rows > 0 && rows.count == written.rows + 1)
        // No file but these: nothing temporary is left.
        let others = files.paths.filter { !$0.hasPrefix("cache/dlm/faces-v1-2x16/") }
        #expect(others == ["runs/p/out/rows.csv", "tiny.dlm"])
    }

    /// The same paths on the disk stay empty: neither the cache nor a run was made there.
    @Test func theDiskIsLeftAlone() async throws {
        let folder = try TemporaryFolder()
        let files = MemoryFiles(["tiny.dlm": Self.text])
        let root = folder.path
        let host = Host(
            files: files, environment: { $0 == "XDG_CACHE_HOME" ? "\(root)/cache" : nil })
        let engine = Engine(host: host, threads: 1)
        let session = try engine.session(engine.compile(file: "tiny.dlm"))
        _ = try await session.train(in: "\(root)/run").result()
        #expect(files.exists("\(root)/run/best.safetensors"))
        #expect(files.isFolder("\(root)/cache/dlm"))
        #expect(try SystemFiles().entries(root).isEmpty)
    }
}
