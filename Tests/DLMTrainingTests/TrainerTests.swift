import DLMSystem
import DLMTensor
import DLMTraining
import DLMTypes
import Glibc
import Testing

@Suite struct TrainerTests {
    @Test("A small perceptron learns four clouds, and its files say how")
    func learns() throws {
        let folder = try TemporaryFolder()
        let host = TestHost()
        let job = try SyntheticJob(samples: 120, epochs: 6).make()
        let result = try train(job, in: folder.path + "/a/b", host: host)
        #expect(result.isComplete)
        #expect(result.epochs == 6)
        let last = try #require(result.lastRecords.last)
        #expect(last.part == "valid")
        #expect(try #require(last.value("accuracy")) > 0.9)
        #expect(result.best?.name == "valid.loss")
        // Two parts an epoch, the same figures as reported.
        let written = try lines(folder.path + "/a/b/metrics.jsonl")
        #expect(written == host.records.map(\.json))
        #expect(written.count == 12)
        #expect(written[0].hasPrefix(#"{"epoch":1,"part":"train","loss":"#))
        #expect(written[0].contains(#""accuracy":"#))
        #expect(written[11].contains(#""samplesPerSecond":"#))
    }

    @Test("Two runs from one seed give the same bits")
    func repeats() throws {
        let folder = try TemporaryFolder()
        let first = try SyntheticJob().make()
        let second = try SyntheticJob().make()
        try train(first, in: folder.path + "/1")
        try train(second, in: folder.path + "/2")
        #expect(bits(first) == bits(second))
    }

    @Test(
        "A run interrupted at any step and resumed ends with the bits of an uninterrupted one",
        arguments: [1, 3, 7, 8, 14, 21])
    func resumes(after steps: Int) throws {
        let folder = try TemporaryFolder()
        let whole = try SyntheticJob().make()
        try train(whole, in: folder.path + "/whole")

        let first = try SyntheticJob().make()
        let path = folder.path + "/parts"
        let stopped = try train(first, in: path, host: TestHost(stopsAfter: steps))
        #expect(!stopped.isComplete)
        // The rest is done by a new process: variables begin at their initial values.
        let second = try SyntheticJob().make()
        let result = try train(second, in: path, resume: true)
        #expect(result.isComplete)
        #expect(bits(second) == bits(whole))

        let expected = try lines(folder.path + "/whole/metrics.jsonl").map(figures)
        #expect(try lines(path + "/metrics.jsonl").map(figures) == expected)
    }

    /// A line up to its times.
    private func figures(_ line: String) -> String {
        String(line.split(separator: ",").filter { !$0.contains("econd") }.joined(separator: ","))
    }

    @Test("A run can be interrupted and resumed again and again")
    func resumesOften() throws {
        let folder = try TemporaryFolder()
        let whole = try SyntheticJob(epochs: 2).make()
        try train(whole, in: folder.path + "/whole")
        let path = folder.path + "/parts"
        var job = try SyntheticJob(epochs: 2).make()
        var result = try train(job, in: path, host: TestHost(stopsAfter: 3))
        var runs = 1
        while !result.isComplete, runs < 20 {
            job = try SyntheticJob(epochs: 2).make()
            result = try train(job, in: path, resume: true, host: TestHost(stopsAfter: 3))
            runs += 1
        }
        #expect(runs == 5)
        #expect(bits(job) == bits(whole))
    }

    @Test("A finished run goes on when more epochs are asked for")
    func moreEpochs() throws {
        let folder = try TemporaryFolder()
        let whole = try SyntheticJob(epochs: 4).make()
        try train(whole, in: folder.path + "/whole")
        let path = folder.path + "/parts"
        try train(try SyntheticJob(epochs: 2).make(), in: path)
        let host = TestHost()
        try train(try SyntheticJob(epochs: 2).make(), in: path, resume: true, host: host)
        #expect(host.notes.contains { $0.contains("2 epochs done already") })
        let more = try SyntheticJob(epochs: 4).make()
        try train(more, in: path, resume: true)
        #expect(bits(more) == bits(whole))
    }

    @Test("Interrupted before the first step: nothing is written")
    func interruptedAtOnce() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob().make()
        let before = bits(job)
        let result = try train(job, in: folder.path, host: TestHost(stopsAfter: 0))
        #expect(!result.isComplete)
        #expect(bits(job) == before)
        #expect(!SystemFiles().exists(folder.path + "/last.safetensors"))
    }

    @Test("The best epoch is kept by the figure the program names")
    func keepsBest() throws {
        let folder = try TemporaryFolder()
        let host = TestHost()
        let keep = (
            metric: MetricReference(part: "train", name: "accuracy"), direction: Direction.min
        )
        let result = try train(
            try SyntheticJob(epochs: 5, keep: keep).make(), in: folder.path, host: host)
        let figures = host.records.filter { $0.part == "train" }
        let lowest = try #require(
            figures.min { left, right in
                (left.value("accuracy") ?? 0) < (right.value("accuracy") ?? 0)
            })
        #expect(result.best?.epoch == lowest.epoch)
        let best = try Checkpoint.read(folder.path + "/best.safetensors", in: SystemFiles())
        #expect(best.progress?.epoch == lowest.epoch)
        #expect(
            try Checkpoint.read(folder.path + "/last.safetensors", in: SystemFiles()).progress?
                .epoch == 5)
    }

    @Test("A new run in the folder of another sets its files aside")
    func setsAside() throws {
        let folder = try TemporaryFolder()
        try train(try SyntheticJob(epochs: 2).make(), in: folder.path)
        try train(try SyntheticJob(epochs: 1).make(), in: folder.path)
        #expect(try lines(folder.path + "/metrics.jsonl").count == 2)
        #expect(try lines(folder.path + "/previous/1/metrics.jsonl").count == 4)
        // A third loses neither the first nor the second.
        let host = TestHost()
        try train(try SyntheticJob(epochs: 3).make(), in: folder.path, host: host)
        for (number, epochs) in [(1, 2), (2, 1)] {
            let path = folder.path + "/previous/\(number)"
            #expect(
                try Checkpoint.read(path + "/last.safetensors", in: SystemFiles()).progress?.epoch
                    == epochs)
            #expect(SystemFiles().exists(path + "/best.safetensors"))
        }
        #expect(host.notes.contains { $0.hasSuffix("\(folder.path)/previous/2 now") })
    }

    @Test("Two runs cannot be in one folder at a time")
    func locked() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run"
        let lock = RunLock(RunDirectory(path, in: SystemFiles()))
        try lock.acquire()
        do {
            try train(try SyntheticJob(epochs: 1).make(), in: path)
            Issue.record("two runs in one folder")
        } catch let fault as TrainingFault {
            #expect(fault.headline.hasPrefix("\(path): another run is at work there (process "))
            #expect(fault.help?.contains("--run-dir") == true)
        }
        #expect(!SystemFiles().exists(path + "/last.safetensors"))
        // One that holds the claim itself may, and it stays the caller's.
        let options = RunOptions(directory: path, lock: lock)
        let job = try SyntheticJob(epochs: 1).make()
        #expect(try Trainer(job, runtime: Runtime(threads: 1), options: options).run().isComplete)
        #expect(SystemFiles().exists(path + "/.lock"))
        lock.release()
        #expect(!SystemFiles().exists(path + "/.lock"))
        // What a killed process left is no claim.
        let stale = try #require(fopen(path + "/.lock", "w"))
        fclose(stale)
        try train(try SyntheticJob(epochs: 1).make(), in: path)
    }

    @Test("A run that is not there to be resumed leaves no folder")
    func nothingToResume() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/none"
        #expect(throws: TrainingFault.self) {
            try train(try SyntheticJob().make(), in: path, resume: true)
        }
        #expect(!SystemFiles().exists(path))
    }
}
