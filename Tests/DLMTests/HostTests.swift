import DLM
import Synchronization
import Testing

/// An engine has nothing of the world but what its host gives.
@Suite struct HostTests {
    /// Nine 2×2 images of three classes as IDX files, and a program that trains on them.
    private static func files() -> MemoryFiles {
        var images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 2]
        var labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 9]
        for index in 0..<9 {
            var pixels = [UInt8](repeating: UInt8(10 + index), count: 4)
            pixels[index % 3] = 200
            images += pixels
            labels.append(UInt8(index % 3))
        }
        let files = MemoryFiles(["data/images": images, "data/labels": labels])
        files["digits.dlm"] = Array(text.utf8)
        return files
    }

    private static let text = """
        data digits {
            train = idx(images: "data/images", labels: "data/labels") |> toFloat
            valid = idx(images: "data/images", labels: "data/labels") |> toFloat
        }

        model Tiny(image: Float[B, 1, 2, 2]) {
            logits = image |> flatten(start: 1) |> Linear(digits.classes)
        }

        train Tiny on digits {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.5)
            metrics   = { accuracy: accuracy(logits, label) }
            batch     = 3
            epochs    = 3
        }

        show "digits of", digits.classes, "kinds"
        """

    @Test func aRunNeedsNoDisk() async throws {
        let files = Self.files()
        let ticks = Mutex(0.0)
        let lines = Mutex<[String]>([])
        let host = Host(
            files: files, write: { line in lines.withLock { $0.append(line) } },
            environment: { _ in nil },
            now: {
                ticks.withLock { seconds in
                    seconds += 1
                    return seconds
                }
            })
        let engine = Engine(host: host, threads: 1)
        let session = try engine.session(engine.compile(file: "digits.dlm"))
        #expect(lines.withLock { $0 } == ["digits of  digits.classes = 3  kinds"])
        let result = try await session.train(in: "runs/tiny").result()
        // The clock is the host's: each look at it takes a second.
        #expect(result.seconds > 5 && result.seconds == result.seconds.rounded())
        #expect(
            files.paths == [
                "data/images", "data/labels", "digits.dlm", "runs/tiny/best.safetensors",
                "runs/tiny/last.safetensors", "runs/tiny/metrics.jsonl",
            ])
        let metrics = String(decoding: files["runs/tiny/metrics.jsonl"] ?? [], as: UTF8.self)
        #expect(metrics.split(separator: "\n").count == 6)
        // What was written serves without the data.
        files["data/images"] = nil
        let served = try engine.session(
            engine.compile(file: "digits.dlm"), weights: "runs/tiny/best.safetensors")
        let image = HostArray(floats: [0.8, 0, 0, 0], shape: [1, 1, 2, 2])
        #expect(try served.call("Tiny", image).first?.shape == [1, 3])
        // And a run whose data is gone says so, with nothing lost.
        let before = files["runs/tiny/last.safetensors"]
        await #expect(throws: ProgramFault.self) {
            try await served.train(in: "runs/tiny", resume: true).result()
        }
        #expect(files["runs/tiny/last.safetensors"] == before)
    }

    @Test func hostsDoNotSeeEachOther() throws {
        let one = Engine(host: Host(files: MemoryFiles(["a.dlm": "x = 1\nshow x\n"])))
        let other = Engine(host: Host(files: MemoryFiles()))
        #expect(!one.check("a.dlm").hasErrors)
        #expect(other.check("a.dlm").rendered().contains("there is no such file"))
    }

    @Test func sampleDataGoesWhereTheHostsEnvironmentSays() throws {
        let files = MemoryFiles()
        let lines = Counter()
        var host = Host(files: files, write: { _ in lines.add() })
        host.environment = { $0 == "XDG_CACHE_HOME" ? "/cache" : nil }
        let engine = Engine(host: host)
        let session = try engine.session()
        try session.evaluate(
            """
            data faces {
                train = imageFolder(sampleFaces(people: 2, size: 16)/"train_data") |> toFloat
            }
            """)
        #expect(try session.evaluate("faces.classes").number == 2)
        #expect(lines.value == 1)
        #expect(files.isFolder("/cache/dlm/faces-v1-2x16/train_data"))
        host.environment = { _ in nil }
        let homeless = try Engine(host: host).session()
        let fault = #expect(throws: ProgramFault.self) {
            try homeless.evaluate("data f { train = imageFolder(sampleFaces()) |> toFloat }")
            try homeless.evaluate("f.classes")
        }
        #expect(fault?.rendered().contains("XDG_CACHE_HOME") == true)
    }
}
