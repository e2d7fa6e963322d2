import DLM
import Glibc
import Testing

/// Labels without names: all parts of a block together say how many classes there are.
@Suite struct ClassCountTests {
    private static let program = """
        option data: Path = "nowhere"
        option train: Path = "labels"
        option valid: Path = "labels"

        data digits {
            train = idx(data/"images", labels: data/train) |> toFloat
            valid = idx(data/"images", labels: data/valid) |> toFloat
        }

        model Net(image: Float[B, 1, 2, 2]) {
            logits = image |> flatten(start: 1) |> Linear(digits.classes)
        }

        train Net on digits {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.1)
            batch     = 4
        }

        evaluate Net on digits.valid { metrics = { errors: errorRate(logits, label) } }

        predict Net on digits.valid {
            write "out.csv" { id: name, label: digits.classNames[argmax(logits)] }
        }
        """

    /// A folder whose file `more` has labels up to 4, where `labels` has them up to 2.
    private func digits() throws -> SmallDigits {
        let digits = try SmallDigits()
        try digits.write("more", [0, 0, 8, 1, 0, 0, 0, 9, 0, 1, 2, 3, 4, 3, 2, 1, 0])
        return digits
    }

    @Test(
        "a part without the highest labels trains, and is measured, with the others",
        arguments: [("train", "valid"), ("valid", "train")])
    func highestOfAllParts(_ more: String, _ fewer: String) throws {
        let digits = try digits()
        let prepared = try digits.prepare(
            Self.program, overrides: [Override(name: more, value: "more")])
        let job = try #require(prepared.train)
        for part in ["train", "valid"] {
            let field = job.parts[part]?.fields.first { $0.name == "label" }
            #expect(field?.tensorType?.classes == 5, "\(part)")
        }
        #expect(prepared.record.facts["digits.classes"] == "5")
        let options = RunOptions(directory: "\(digits.path)/run")
        let result = try Trainer(job, runtime: Runtime(threads: 1), options: options).run()
        #expect(result.isComplete)

        // A prediction alone makes the same model, so that the weights fit.
        let alone = try digits.prepare(
            Self.program, blocks: .predict, overrides: [Override(name: more, value: "more")])
        let weight = try #require(alone.variables.first { $0.path == "Net.logits.linear.weight" })
        #expect(weight.type.knownShape == [5, 4])
    }

    @Test("training data that is gone does not keep a prediction from the rest")
    func trainingDataIsGone() throws {
        let digits = try digits()
        let prepared = try digits.prepare(
            Self.program, blocks: .predict, overrides: [Override(name: "train", value: "gone")])
        #expect(prepared.record.facts["digits.classes"] == "3")
    }

    @Test("classes without names are written by their numbers")
    func numbersAreNames() throws {
        let digits = try digits()
        let prepared = try digits.prepare(Self.program, blocks: .predict)
        let prediction = try #require(prepared.predictions.first)
        let runner = try EvaluationRunner(prediction, runtime: Runtime(threads: 1))
        let written = try #require(
            try runner.predict(in: RunDirectory("\(digits.path)/run", in: SystemFiles())))
        #expect(written.rows == 9)
        let graph = try prediction.step(prediction.data.types(batch: 3))
        guard case .names(_, let names)? = graph.columns.last?.value else {
            Issue.record("the column holds no names")
            return
        }
        #expect(names == ["0", "1", "2"])
    }
}
