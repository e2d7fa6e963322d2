import DLMSystem
import DLMTensor
import DLMTraining
import Testing

@Suite struct EvaluationTests {
    @Test("An evaluation gives the figures of the whole part, whatever the batch")
    func wholePart() throws {
        let job = try SyntheticJob().make()
        let runtime = Runtime(threads: 2)
        var evaluation = try SyntheticJob().prediction(job.variables, output: "x.csv")
        var figures: [Double] = []
        for batch in [1, 4, 13, 100] {
            evaluation.batch = batch
            let record = try #require(try EvaluationRunner(evaluation, runtime: runtime).measure())
            #expect(record.samples == 13)
            #expect(record.part == "points.test")
            figures.append(try #require(record.value("loss")))
        }
        for figure in figures { #expect(abs(figure - figures[0]) < 1e-6 * figures[0]) }
    }

    @Test("A prediction has one row a sample, in the data's order, quoted where it must be")
    func prediction() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob(samples: 120, epochs: 8).make()
        try train(job, in: folder.path)
        let evaluation = try SyntheticJob().prediction(job.variables, output: "out.csv")
        let runner = try EvaluationRunner(evaluation, runtime: Runtime(threads: 2))
        let written = try #require(
            try runner.predict(in: RunDirectory(folder.path, in: SystemFiles())))
        #expect(written.path == folder.path + "/out.csv")
        #expect(written.rows == 13)
        let text = try lines(written.path)
        #expect(text.count == 14)
        #expect(text[0] == "id,score,class")
        let expected = ["a", "\"b,c\"", "d", "e"]
        for (index, line) in text.dropFirst().enumerated() {
            #expect(line.hasPrefix("point \(index),"))
            #expect(line.hasSuffix("," + expected[index % 4]))
            #expect(line.split(separator: " ").count == 5)
        }
    }

    @Test("A prediction makes the folders it is written to, and is refused early where it cannot")
    func folders() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob().make()
        let run = RunDirectory(folder.path + "/run", in: SystemFiles())
        func predict(_ output: String) throws {
            let evaluation = try SyntheticJob().prediction(job.variables, output: output)
            let runner = try EvaluationRunner(evaluation, runtime: Runtime(threads: 1))
            try evaluation.checkOutput(in: run)
            #expect(try runner.predict(in: run)?.rows == 13)
        }
        for output in ["a/b/out.csv", "out.csv", folder.path + "/other/out.csv", "../up.csv"] {
            try predict(output)
            #expect(SystemFiles().exists(run.resolve(output)))
        }
        for output in ["out.csv/b/out.csv", "a", "new/"] {
            let evaluation = try SyntheticJob().prediction(job.variables, output: output)
            #expect(throws: TrainingFault.self) { try evaluation.checkOutput(in: run) }
        }
    }

    @Test("An interrupted prediction writes nothing")
    func interrupted() throws {
        let folder = try TemporaryFolder()
        let job = try SyntheticJob().make()
        let evaluation = try SyntheticJob().prediction(job.variables, output: "out.csv")
        let host = RunHost(isInterrupted: { true })
        let runner = try EvaluationRunner(evaluation, runtime: Runtime(threads: 1), host: host)
        #expect(try runner.predict(in: RunDirectory(folder.path, in: SystemFiles())) == nil)
        #expect(!SystemFiles().exists(folder.path + "/out.csv"))
    }
}
