import DLMData
import DLMSystem
import DLMTensor
import DLMTraining
import Testing

@Suite struct DamagedDataTests {
    @Test(
        "A file that turns out damaged costs no step: repaired, the run ends with the same bits",
        arguments: ["train", "valid"])
    func goesOn(part: String) throws {
        let folder = try TemporaryFolder()
        let whole = try SyntheticJob(epochs: 2).make()
        try train(whole, in: folder.path + "/whole")

        let path = folder.path + "/run"
        var job = try SyntheticJob(epochs: 2).make()
        let last = try #require(order(job).last)
        job.parts[part] =
            part == "train"
            ? try SyntheticSource.open(50, damaged: last)
            : try SyntheticSource.open(21, damaged: 20)
        do {
            try train(job, in: path)
            Issue.record("the damage was not seen")
        } catch let fault as TrainingFault {
            let (sample, step) = part == "train" ? (last, 6) : (20, 7)
            #expect(fault.headline == "sample \(sample): is damaged")
            let file = "\(path)/last.safetensors"
            #expect(fault.notes == ["\(file) holds the run after epoch 1, step \(step)"])
            #expect(fault.help == "copy it again; then go on with --resume")
        }
        let repaired = try SyntheticJob(epochs: 2).make()
        #expect(try train(repaired, in: path, resume: true).isComplete)
        #expect(bits(repaired) == bits(whole))
    }

    @Test("Damage before the first step leaves nothing behind")
    func firstBatch() throws {
        let folder = try TemporaryFolder()
        var job = try SyntheticJob().make()
        let first = try #require(order(job).first)
        job.parts["train"] = try SyntheticSource.open(50, damaged: first)
        #expect(throws: DataError.self) { try train(job, in: folder.path) }
        #expect(!SystemFiles().exists(folder.path + "/last.safetensors"))
    }

    /// Samples of the first epoch in the order of training.
    private func order(_ job: TrainingJob) throws -> [Int] {
        let data = try #require(job.parts["train"])
        let loader = Loader(
            data, Loader.Options(batchSize: 8, shuffles: true, seed: job.settings.seed))
        let stream = loader.batches(epoch: 0)
        var indices: [Int] = []
        while let batch = try stream.next() { indices += batch.indices }
        return indices
    }
}
