import DLM
import Glibc
import Testing

/// Programs prepared on small data and run step by step through the reference interpreter.
@Suite struct RunTests {
    private static let program = """
        option data: Path = "nowhere"
        option hidden = 8

        data digits {
            train = idx(data/"images", labels: data/"labels") |> toFloat
            valid = idx(data/"images", labels: data/"labels") |> toFloat
        }

        model Net(image: Float[B, 1, 2, 2]) {
            features = image |> flatten(start: 1) |> Linear(hidden) |> BatchNorm |> relu
            logits   = features |> Linear(digits.classes)
        }

        train Net on digits {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.5, momentum: 0.9)
            schedule  = ReduceLROnPlateau(valid.accuracy, mode: .max, patience: 1 epochs)
            metrics   = { accuracy: accuracy(logits, label) }
            batch     = 4
            epochs    = 2
            keep      = best(valid.accuracy)
            clipNorm  = 10
        }

        evaluate Net on digits.valid { metrics = { errors: errorRate(logits, label) } }

        predict Net on digits.valid {
            write "out.csv" { id: name, label: argmax(logits), scores: softmax(logits) }
        }
        """

    @Test func preparesAndLearns() throws {
        let folder = try SmallDigits()
        let prepared = try folder.prepare(Self.program)
        let job = try #require(prepared.train)
        #expect(job.settings.batch == 4 && job.settings.epochs == 2)
        #expect(job.settings.keep?.metric == MetricReference(part: "valid", name: "accuracy"))
        #expect(job.settings.keep?.direction == .max)
        #expect(job.metrics.map(\.name) == ["accuracy"])
        #expect(prepared.record.facts["digits.classes"] == "3")
        let paths = Set(job.variables.map(\.path))
        #expect(paths.contains("Net.features.linear.weight"))
        #expect(paths.contains("Net.features.batchNorm.runningMean"))
        #expect(paths.contains("optimizer.Net.logits.linear.bias.velocity"))
        let schedule = try #require(job.schedule)
        #expect(schedule.reads == [MetricReference(part: "valid", name: "accuracy")])

        let inputs = try folder.inputs(job, batch: 4)
        let graph = try job.trainingStep(inputs.types)
        #expect(graph.gradientNorm != nil)
        let loss = try #require(graph.loss)
        var losses: [Double] = []
        for _ in 0..<12 {
            let values = try ReferenceInterpreter.run(
                Computation(outputs: [loss.sum, loss.weight], updates: graph.updates),
                inputs: inputs.values)
            losses.append(values[0].doubles[0] / values[1].doubles[0])
        }
        #expect(losses[11] < losses[0] / 4, "\(losses)")

        let evaluation = try job.evaluationStep(inputs.types)
        #expect(evaluation.updates.isEmpty && evaluation.metrics.map(\.name) == ["accuracy"])
    }

    @Test func evaluationsAndPredictionsShareTheVariables() throws {
        let folder = try SmallDigits()
        let prepared = try folder.prepare(Self.program, blocks: [.evaluate, .predict])
        #expect(prepared.train == nil)
        #expect(prepared.evaluations.map(\.part) == ["digits.valid"])
        let prediction = try #require(prepared.predictions.first)
        #expect(prediction.output == "out.csv" && prediction.batch == 4)
        // Layers only: no optimizer, and each variable once.
        #expect(prepared.variables.allSatisfy { $0.role == .parameter || $0.role == .buffer })
        #expect(Set(prepared.variables.map(\.path)).count == prepared.variables.count)
        let graph = try prediction.step(prediction.data.types(batch: 3))
        #expect(graph.columns.map(\.name) == ["id", "label", "scores"])
    }

    @Test func overridesReachOptionsAndSettings() throws {
        let folder = try SmallDigits()
        let overrides = [("hidden", "5"), ("epochs", "7"), ("train.batch", "3"), ("seed", "9")]
        let prepared = try folder.prepare(
            Self.program, overrides: overrides.map { Override(name: $0, value: $1) })
        let job = try #require(prepared.train)
        #expect(job.settings.epochs == 7 && job.settings.batch == 3 && job.settings.seed == 9)
        let weight = try #require(
            prepared.variables.first { $0.path == "Net.features.linear.weight" })
        #expect(weight.type.knownShape == [5, 4])
    }

    @Test(arguments: [
        ("hidden", "wide", "N001"), ("hidden", "2.5", "T001"), ("epoch", "2", "N006"),
        ("epochs", "0", "T001"), ("batch", "(", "P003"), ("loss", "logits", "T001"),
        ("hidden", "", "P002"), ("train.batch", " ", "P002"), ("epochs", "1000000000000", "T001"),
    ])
    func wrongOverridesAreRefused(_ name: String, _ value: String, _ code: String) throws {
        let folder = try SmallDigits()
        do {
            _ = try folder.prepare(
                Self.program, overrides: [Override(name: name, value: value)])
            Issue.record("--set \(name)=\(value) was taken")
        } catch let fault as ProgramFault {
            #expect(fault.exitStatus == 2)
            #expect(fault.diagnostics.map(\.code.rawValue).contains(code), "\(fault)")
            if value.count > 12 { #expect("\(fault)".contains("epochs is at most 2147483648")) }
            if value.count < 2, code == "P002" { #expect("\(fault)".contains("gives no value")) }
        }
    }

    @Test func missingDataIsAFailedRun() throws {
        let folder = try SmallDigits()
        do {
            _ = try folder.prepare(
                Self.program, overrides: [Override(name: "data", value: "/no/such/folder")])
            Issue.record("the folder does not exist")
        } catch let fault as ProgramFault {
            #expect(fault.exitStatus == 1)
            #expect(fault.diagnostics.first?.code == .fileNotFound)
        }
    }

    @Test func missingProgramIsRefused() {
        let result = Engine().check("/no/such/program.dlm")
        #expect(result.diagnostics.map(\.code) == [.fileNotFound])
        #expect(result.diagnostics[0].headline.hasSuffix("there is no such file"))
    }

    @Test func unreadableProgramsSayWhy() throws {
        let digits = try SmallDigits()
        let folder = Engine().check(digits.path)
        #expect(folder.diagnostics.map(\.code) == [.unreadableFile])
        #expect(folder.diagnostics[0].headline.hasSuffix("it is a folder"))
        try digits.write("large.dlm", [UInt8](repeating: UInt8(ascii: " "), count: 16 << 20 | 1))
        try digits.write("small.dlm", Array("import large\n".utf8))
        for name in ["large", "small"] {
            let result = Engine().check("\(digits.path)/\(name).dlm")
            #expect(result.diagnostics.map(\.code) == [.unreadableFile])
            #expect(
                result.diagnostics[0].headline.hasSuffix(
                    "large.dlm cannot be read: it has more than 16 MiB"))
        }
        let host = Host(files: RefusingFiles())
        #expect(
            Engine(host: host).check("a.dlm").diagnostics.map(\.headline)
                == ["the program a.dlm cannot be read: permission denied"])
    }
}
