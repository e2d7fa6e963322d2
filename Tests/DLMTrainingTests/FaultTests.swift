import DLMData
import DLMSystem
import DLMTensor
import DLMTraining
import DLMTypes
import Testing

/// The fault that a closure throws.
private func fault(_ body: () throws -> Void) -> TrainingFault? {
    do {
        try body()
        return nil
    } catch {
        return error as? TrainingFault
    }
}

@Suite struct NonFiniteTests {
    @Test("A loss that becomes infinite stops the run, names the place, and commits nothing")
    func stops() throws {
        let folder = try TemporaryFolder()
        let whole = try SyntheticJob(epochs: 1).make()
        try train(whole, in: folder.path + "/whole")

        // Step 8 is the second of the second epoch: 7 steps each.
        let job = try SyntheticJob(epochs: 3, explodesAt: 8).make()
        let found = try #require(fault { try train(job, in: folder.path + "/run") })
        #expect(found.headline.hasSuffix("in epoch 2, step 2 of 7"))
        #expect(found.headline.hasPrefix("the loss became "))
        #expect(found.notes.contains("first in loss.divide (points.dlm:12)"))
        #expect(found.notes.last?.contains("last.safetensors holds epoch 1") == true)
        #expect(found.help?.contains("learning rate") == true)
        // The checkpoint of the first epoch is whole.
        let saved = try Checkpoint.read(folder.path + "/run/last.safetensors", in: SystemFiles())
        #expect(saved.progress?.epoch == 1)
        // Nothing of the step was kept: eight steps of 8 samples less what the short one lacks.
        let seen = try #require(job.variables.first { $0.path == "Points.seen" })
        #expect(seen.value.doubles == [58])
    }

    @Test("A figure that is no number is told from one that is not there")
    func scheduleReads() throws {
        let folder = try TemporaryFolder()
        var job = try SyntheticJob(epochs: 2).make()
        let build = job.evaluationStep
        job.evaluationStep = { types in
            var graph = try build(types)
            if let loss = graph.loss {
                graph.loss = Average(sum: try loss.sum * .scalar(.infinity), weight: loss.weight)
            }
            return graph
        }
        let found = try #require(fault { try train(job, in: folder.path) })
        #expect(found.headline == "valid.loss became Inf in epoch 1")
        #expect(found.notes.contains("the schedule reads it"))
        #expect(found.help?.contains("learning rate") == true)

        job.parts["valid"] = nil
        let absent = fault { try train(job, in: folder.path) }
        #expect(
            absent?.headline
                == "the schedule reads valid.loss, which this run does not give")
    }

    @Test("NaN in the data is not blamed on the model")
    func badData() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob(broken: 11).make()
        let before = bits(job)
        let found = try #require(fault { try train(job, in: folder.path) })
        #expect(found.headline.contains("became NaN in epoch 1"))
        #expect(found.notes.contains("the field `x` of the batch holds it already"))
        #expect(bits(job).keys == before.keys)
        #expect(!SystemFiles().exists(folder.path + "/last.safetensors"))
    }

    @Test("A learning rate that is far too high ends in a message, not in a saved NaN")
    func tooHigh() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob(epochs: 8, rate: 1e30).make()
        let found = try #require(fault { try train(job, in: folder.path) })
        #expect(found.headline.contains("became"))
        if SystemFiles().exists(folder.path + "/last.safetensors") {
            let saved = try Checkpoint.read(folder.path + "/last.safetensors", in: SystemFiles())
            let weights = try #require(saved.values["Points.hidden.weight"])
            #expect(!weights.doubles.contains { !$0.isFinite })
        }
    }
}

@Suite struct NonFiniteStateTests {
    private let path = "Points.seen"

    /// A job whose buffer overflows in its first step: the largest Float, doubled.
    private func overflowing(epochs: Int) throws -> TrainingJob {
        var job = try SyntheticJob(epochs: epochs, seen: .greatestFiniteMagnitude).make()
        let (build, path) = (job.trainingStep, path)
        job.trainingStep = { types in
            var graph = try build(types)
            for (index, update) in graph.updates.enumerated() where update.variable.path == path {
                let doubled = try Tensor.variable(update.variable) * .scalar(2)
                graph.updates[index] = .init(update.variable, doubled)
            }
            return graph
        }
        return job
    }

    @Test("A buffer that became infinite is not saved, at the end of an epoch or before")
    func refused() throws {
        let folder = try TemporaryFolder()
        for host in [TestHost(), TestHost(stopsAfter: 3)] {
            let found = try #require(
                fault { try train(try overflowing(epochs: 2), in: folder.path, host: host) })
            #expect(found.headline.hasPrefix("Points.seen became Inf by epoch 1, step "))
            #expect(found.notes == ["it was not saved; no checkpoint had been saved yet"])
            #expect(!SystemFiles().exists(folder.path + "/last.safetensors"))
            #expect(!SystemFiles().exists(folder.path + "/metrics.jsonl"))
        }
    }

    @Test("A buffer that begins infinite may stay so")
    func unbounded() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob(epochs: 1, seen: .infinity).make()
        #expect(try train(job, in: folder.path).isComplete)
        let saved = try Checkpoint.read(folder.path + "/last.safetensors", in: SystemFiles())
        #expect(saved.values[path]?.doubles == [.infinity])
    }
}

@Suite struct JobFaultTests {
    @Test("No training samples")
    func noSamples() throws {
        let folder = try TemporaryFolder()
        let found = fault {
            try train(try SyntheticJob(samples: 0).make(), in: folder.path)
        }
        #expect(found?.headline == "the data has no training samples")
    }

    @Test("keep names a figure that is not measured")
    func unknownKeep() throws {
        let folder = try TemporaryFolder()
        let keep = (
            metric: MetricReference(part: "valid", name: "recall"), direction: Direction.max
        )
        let found = fault { try train(try SyntheticJob(keep: keep).make(), in: folder.path) }
        #expect(found?.headline == "keep reads valid.recall, which this run does not give")
        #expect(found?.help?.contains("valid.accuracy") == true)
    }

    @Test("A run folder that is a file")
    func folderIsFile() throws {
        let folder = try TemporaryFolder()
        try train(try SyntheticJob(epochs: 1).make(), in: folder.path)
        let found = fault {
            try train(try SyntheticJob().make(), in: folder.path + "/metrics.jsonl")
        }
        #expect(found?.headline.hasSuffix("metrics.jsonl: is not a folder") == true)
    }
}
