import DLMData
import DLMSystem
import DLMTensor
import DLMTraining
import DLMTypes
import Testing

@Suite struct CheckpointTests {
    private func fault(_ body: () throws -> Void) -> TrainingFault? {
        do {
            try body()
            return nil
        } catch { return error as? TrainingFault }
    }

    @Test("A checkpoint carries variables, position, program and facts")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob(epochs: 2).make()
        try train(job, in: folder.path)
        let saved = try Checkpoint.read(folder.path + "/last.safetensors", in: SystemFiles())
        #expect(saved.paths == job.variables.map(\.path))
        for variable in job.variables {
            let value = try #require(saved.values[variable.path])
            #expect(value.shape == variable.value.shape)
            #expect(value.elements(as: Float.self) == variable.value.elements(as: Float.self))
            #expect(saved.roles[variable.path] == variable.role)
        }
        let progress = try #require(saved.progress)
        #expect(progress.epoch == 2)
        #expect(progress.steps == 14)
        #expect(progress.seed == 7)
        #expect(progress.figures["valid.loss"]?.isFinite == true)
        #expect(saved.model == "Points")
        #expect(saved.record.sources[0].path == "points.dlm")
        #expect(saved.record.sources[0].text == job.record.sources[0].text)
        #expect(saved.record.overrides[0].name == "epochs")
        #expect(saved.record.facts == ["points.classes": "4"])
    }

    @Test("Weights begin a run; optimizer state and position do not come with them")
    func weights() throws {
        let folder = try TemporaryFolder()
        let first = try SyntheticJob(epochs: 2).make()
        try train(first, in: folder.path + "/1")
        let file = folder.path + "/1/last.safetensors"
        let second = try SyntheticJob(epochs: 0).make()
        try train(second, in: folder.path + "/2", weights: file)
        let (before, after) = (bits(first), bits(second))
        #expect(after["Points.hidden.weight"] == before["Points.hidden.weight"])
        #expect(after["Points.seen"] == before["Points.seen"])
        #expect(after["optimizer.hidden.velocity"] == [UInt8](repeating: 0, count: 16 * 8 * 4))
    }

    @Test("Weights of another model: what fits and what does not, by path, and nothing changes")
    func mismatch() throws {
        let folder = try TemporaryFolder()
        try train(try SyntheticJob(hidden: 16, epochs: 1).make(), in: folder.path)
        let file = folder.path + "/best.safetensors"
        let other = try SyntheticJob(hidden: 12).make()
        let before = bits(other)
        let found = try #require(
            fault { try train(other, in: folder.path + "/other", weights: file) })
        #expect(found.headline.hasPrefix("\(file): holds the weights of another model"))
        #expect(found.notes.contains("1 of the program's 4 variables fit"))
        #expect(
            found.notes.contains(
                "Points.hidden.weight: Float[16, 8] in the file, Float[12, 8] here"))
        #expect(bits(other) == before)
    }

    @Test("Weights that other data keeps from fitting: the data is named first")
    func otherData() throws {
        let folder = try TemporaryFolder()
        try train(try SyntheticJob(epochs: 1).make(), in: folder.path)
        let other = try SyntheticJob(hidden: 12).make()
        let file = try WeightsFile(folder.path + "/best.safetensors", in: SystemFiles())
        let record = ProgramRecord(sources: [], overrides: [], facts: ["points.classes": "5"])
        let found = fault {
            _ = try file.restore(into: other.variables, model: "Points", record: record)
        }
        #expect(found?.headline.contains("was trained on other data") == true)
        #expect(found?.notes.first == "points.classes was 4, now it is 5")
        #expect(found?.notes.contains { $0.hasPrefix("Points.hidden.weight: ") } == true)
    }

    @Test("A run resumed with another optimizer is told so, and what it can do")
    func otherOptimizer() throws {
        let folder = try TemporaryFolder()
        try train(try SyntheticJob(epochs: 1).make(), in: folder.path)
        var job = try SyntheticJob().make()
        job.variables.removeAll { $0.role == .optimizer }
        let found = fault { try train(job, in: folder.path, resume: true) }
        let path = folder.path + "/last.safetensors"
        #expect(found?.headline == "\(path): the run had another optimizer")
        #expect(found?.notes == ["optimizer.hidden.velocity: in the file, not in the program"])
        #expect(found?.help?.hasSuffix("--weights \(path)") == true)
        job.variables.removeAll { $0.role == .schedule }
        let both = fault { try train(job, in: folder.path, resume: true) }
        #expect(both?.headline == "\(path): the run had another optimizer and schedule")
    }

    @Test("Weights that are not numbers are refused, and nothing changes")
    func notNumbers() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/nan.safetensors"
        let job = try SyntheticJob().make()
        let before = bits(job)
        try SafetensorsFile.write(
            path,
            tensors: job.variables.filter { $0.role == .parameter || $0.role == .buffer }.map {
                let broken = HostArray(floats: [1, 2, .nan] + [Float](repeating: 0, count: 13))
                return ($0.path, $0.path == "Points.hidden.bias" ? broken : $0.value)
            }, in: SystemFiles())
        let found = fault { try train(job, in: folder.path, weights: path) }
        #expect(found?.headline == "\(path): Points.hidden.bias holds NaN")
        #expect(bits(job) == before)
    }

    @Test("Names missing on either side are listed, many of them shortened")
    func names() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/other.safetensors"
        let value = HostArray(floats: [1])
        try SafetensorsFile.write(
            path, tensors: (0..<20).map { ("layer\($0).weight", value) }, in: SystemFiles())
        let checkpoint = try Checkpoint.read(path, in: SystemFiles())
        let job = try SyntheticJob().make()
        let found = try #require(
            fault {
                try checkpoint.restoreWeights(into: job.variables, model: "Points", from: path)
            })
        #expect(found.notes.contains("Points.out.weight: missing in the file"))
        #expect(found.notes.contains("layer0.weight: in the file, not in the program"))
        #expect(found.notes.contains("… and 12 more"))
    }

    @Test("A resumed run needs its own program, data and batch size")
    func resumeElsewhere() throws {
        let folder = try TemporaryFolder()
        try train(try SyntheticJob(epochs: 1).make(), in: folder.path)
        let wider = try SyntheticJob(hidden: 12).make()
        #expect(
            fault { try train(wider, in: folder.path, resume: true) }?.headline
                .contains("another model") == true)
        let other = try SyntheticJob(batch: 4).make()
        #expect(
            fault { try train(other, in: folder.path, resume: true) }?.headline
                .contains("had batches of 8") == true)
        var changed = try SyntheticJob().make()
        changed.record.facts = ["points.classes": "5"]
        let found = fault { try train(changed, in: folder.path, resume: true) }
        #expect(found?.notes == ["points.classes was 4, now it is 5"])
        #expect(
            fault { try train(other, in: folder.path + "/none", resume: true) }?.headline
                .hasSuffix("there is no run to resume") == true)
    }

    @Test(
        "Metadata that makes no sense is refused or ignored, never believed",
        arguments: [
            "", "{", "[]", "{\"seed\":\"-1\"}", "{\"seed\":\"1\",\"batch\":0}",
            "{\"seed\":\"1\",\"batch\":8,\"trainingSamples\":50,\"epoch\":-3,\"stepInEpoch\":0,"
                + "\"steps\":0,\"runningSeconds\":0}",
            "{\"seed\":\"1\",\"batch\":8,\"trainingSamples\":50,\"epoch\":0,\"stepInEpoch\":0,"
                + "\"steps\":0,\"runningSeconds\":0,\"running\":[[1]]}",
        ])
    func badMetadata(text: String) throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob().make()
        let path = folder.path + "/last.safetensors"
        try SafetensorsFile.write(
            path, tensors: job.variables.map { ($0.path, $0.value) },
            metadata: ["dlm.progress": text], in: SystemFiles())
        #expect(try Checkpoint.read(path, in: SystemFiles()).progress == nil)
        #expect(
            fault { try train(job, in: folder.path, resume: true) }?.headline
                .hasSuffix("does not say where its run stood") == true)
    }

    @Test(
        "A position whose counts disagree is refused",
        arguments: [
            #""epoch":0,"stepInEpoch":9000000000000000000,"steps":0"#,
            #""epoch":0,"stepInEpoch":0,"steps":9223372036854775807"#,
            #""epoch":9223372036854775807,"stepInEpoch":0,"steps":9223372036854775807"#,
            #""epoch":2,"stepInEpoch":0,"steps":13"#,
            // Within an epoch there are sums, and they are of the samples seen.
            #""epoch":1,"stepInEpoch":2,"steps":9"#,
            #""epoch":1,"stepInEpoch":7,"steps":14"#,
            #""epoch":1,"stepInEpoch":2,"steps":9,"running":[["loss",1,16],["accuracy",1,16]],"#
                + #""runningSamples":9223372036854775807"#,
        ])
    func badPosition(counts: String) throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob().make()
        let path = folder.path + "/last.safetensors"
        let text =
            #"{"seed":"1","batch":8,"trainingSamples":50,"runningSeconds":0,"# + counts + "}"
        try SafetensorsFile.write(
            path, tensors: job.variables.map { ($0.path, $0.value) },
            metadata: ["dlm.progress": text], in: SystemFiles())
        #expect(
            fault { try train(job, in: folder.path, resume: true) }?.headline
                .contains("it is damaged") == true)
    }

    @Test("An epoch begun with other metrics is not gone on with")
    func otherMetrics() throws {
        let folder = try TemporaryFolder()
        let first = try SyntheticJob().make()
        try train(first, in: folder.path, host: TestHost(stopsAfter: 2))
        let path = folder.path + "/last.safetensors"
        let saved = try SafetensorsFile.read(path, in: SystemFiles())
        var metadata = saved.metadata
        metadata["dlm.progress"] = metadata["dlm.progress"]?.replacing("accuracy", with: "recall")
        try SafetensorsFile.write(
            path,
            tensors: saved.names.compactMap { name in
                saved.tensors[name].map { (name, $0) }
            }, metadata: metadata, in: SystemFiles())
        let second = try SyntheticJob().make()
        let found = try #require(fault { try train(second, in: folder.path, resume: true) })
        #expect(found.headline.contains("measured loss, recall; now they are loss, accuracy"))
    }

    @Test("Facts of several lines are told on one")
    func factsOnOneLine() throws {
        let folder = try TemporaryFolder()
        var job = try SyntheticJob(epochs: 1).make()
        job.record.facts = ["points.classNames": "a\nb"]
        try train(job, in: folder.path)
        job.record.facts = ["points.classNames": "b\na"]
        let found = fault { try train(job, in: folder.path, resume: true) }
        #expect(found?.notes == ["points.classNames was a, b, now it is b, a"])
    }
}
