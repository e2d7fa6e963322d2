import Testing

/// The command from end to end: files, words, exit statuses.
@Suite(.enabled(if: Program.path != nil, "dlm has not been built beside the tests"))
struct CommandTests {
    @Test(
        "Wrong usage ends with 2 and a word on how to do it",
        arguments: [
            ["nonsense"], ["train"], ["train", "stripes.dlm", "--set", "epochs"],
            ["train", "stripes.dlm", "--threads", "0"],
            ["train", "stripes.dlm", "--threads", "-1"],
            ["train", "stripes.dlm", "--seed", "x"], ["train", "stripes.dlm", "--seed", "-1"],
            ["check"], ["fmt"], ["evaluate", "stripes.dlm", "--resume"],
            ["train", "stripes.dlm", "--seed", "9223372036854775808"],
            ["train", "stripes.dlm", "--resume", "--weights", "x.safetensors"],
            ["run", "stripes.dlm", "--weights", "x.safetensors", "--resume"],
        ])
    func usage(arguments: [String]) throws {
        let workplace = try Workplace()
        let outcome = try workplace.program.run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Usage: dlm"))
    }

    @Test(
        "Help and version end with 0",
        arguments: [
            ["help"], ["--help"], ["--version"], ["help", "train"], ["train", "--help"],
        ])
    func help(arguments: [String]) throws {
        let workplace = try Workplace()
        let outcome = try workplace.program.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("dlm"))
        #expect(outcome.errors.isEmpty)
    }

    @Test("the prompt without a terminal: values on standard output, mistakes do not end it")
    func prompt() throws {
        let workplace = try Workplace()
        let nothing = try workplace.program.run([])
        #expect(nothing.status == 0 && nothing.output.isEmpty && nothing.errors.isEmpty)
        let product = try workplace.program.run(["-e", "ones([2, 2]) @ ones([2, 2])"])
        #expect(product.status == 0)
        #expect(product.output == "[[2.0, 2.0],\n [2.0, 2.0]]  Float[2, 2]\n")
        let mistake = try workplace.program.run(["-e", "ones([2, 2]) @ ones([3, 2])"])
        #expect(mistake.status == 1)
        #expect(mistake.errors.contains("error[S001]"))
    }

    @Test("Ctrl-C stops what the prompt computes")
    func promptInterrupted() throws {
        let workplace = try Workplace()
        let long = "fold(zeros([100000000]), from: 0.0) { s, v => s + v }"
        let outcome = try workplace.program.run(
            ["-e", "writeTensors(\"ready.npy\", ones([1]))\n\(long)"],
            interruptWhen: { workplace.program.exists("ready.npy") })
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("error[R002]"))
        #expect(outcome.output.isEmpty)
    }

    @Test("the prompt's commands: a file, its data, its options")
    func promptCommands() throws {
        let workplace = try Workplace()
        let loaded = try workplace.program.run(["-e", ":load \"stripes.dlm\""])
        #expect(loaded.status == 0)
        #expect(loaded.output.contains("left to dlm run"))
        let missing = try workplace.program.run(["-e", ":load nothing.dlm"])
        #expect(missing.status == 1)
        #expect(missing.errors.contains("nothing.dlm"))
        let help = try workplace.program.run(["-e", ":help"])
        for name in ["load", "reload", "params", "weights", "save", "set", "time", "plan", "plot"] {
            #expect(help.output.contains(":\(name)"))
        }
        let plot = try workplace.program.run(["-e", ":plot tensor([[0.0, 1.0]])"])
        #expect(plot.output == "  @@\n   0 … 1 @@\n")
        // What does nothing says so as a failure does.
        for line in [
            ":plot", ":laod x", ":set width", ":reload", ":save w.safetensors", ":params nosuch",
        ] {
            let refused = try workplace.program.run(["-e", line])
            #expect(refused.status == 1 && refused.output.isEmpty && !refused.errors.isEmpty)
        }
        let twice = try workplace.program.run(["-e", "x = 2", "-e", "x + 1"])
        #expect(twice.output == "3\n")
        let bare = try workplace.program.run(["stripes.dlm"])
        #expect(bare.status == 2 && bare.errors.contains("dlm run stripes.dlm"))
    }

    @Test("check: 0 for a sound program, 2 with every error for another")
    func check() throws {
        let workplace = try Workplace()
        let sound = try workplace.program.run(["check", "stripes.dlm"])
        #expect(sound.status == 0)
        #expect(sound.output == "stripes.dlm: no errors\n")
        #expect(sound.errors.isEmpty)

        let wrong = Workplace.source
            .replacing("relu", with: "rellu").replacing("epochs  ", with: "epocs   ")
        try workplace.program.write("wrong.dlm", Array(wrong.utf8))
        let outcome = try workplace.program.run(["check", "wrong.dlm", "stripes.dlm"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("rellu"))
        #expect(outcome.errors.contains("epocs"))
        #expect(outcome.errors.contains("wrong.dlm:9:"))
        #expect(outcome.output == "stripes.dlm: no errors\n")
    }

    @Test("A program that does not check, or is not there, is not run")
    func notRun() throws {
        let workplace = try Workplace()
        let missing = try workplace.program.run(["run", "missing.dlm"])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("missing.dlm"))
        let setting = try workplace.program.run(["train", "stripes.dlm", "--set", "epocs=2"])
        #expect(setting.status == 2)
        #expect(setting.errors.contains("epochs"))
        #expect(!workplace.program.exists("runs"))
    }

    @Test("A file that is no text gets one error, a program without blocks a word")
    func noProgram() throws {
        let workplace = try Workplace()
        try workplace.program.write("noise.dlm", (0..<40_000).map { UInt8($0 * $0 >> 3 & 255) })
        let noise = try workplace.program.run(["check", "noise.dlm"])
        #expect(noise.status == 2)
        #expect(noise.errors.contains("noise.dlm is not a text file"))
        #expect(noise.errors.split(separator: "\n").count < 10)

        try workplace.program.write("empty.dlm", [])
        let empty = try workplace.program.run(["run", "empty.dlm"])
        #expect(empty.status == 1)
        #expect(empty.errors.contains("no train, evaluate or predict block"))
    }

    @Test("More epochs than can be counted are refused or begun, and trap nothing")
    func manyEpochs() throws {
        let workplace = try Workplace()
        let epochs = "epochs=\(Int.max)"
        let outcome = try workplace.program.run(
            ["train", "stripes.dlm", "--set", epochs, "--run-dir", "a"]
        ) { workplace.program.exists("a/last.safetensors") }
        #expect([1, 2].contains(outcome.status))
    }

    @Test("Data that is not there ends with 1 and its path")
    func missingData() throws {
        let workplace = try Workplace()
        let outcome = try workplace.program.run(["train", "stripes.dlm", "--set", "data=nowhere"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nowhere/train-images"))
    }

    @Test("run trains, evaluates, predicts, and leaves its files")
    func run() throws {
        let workplace = try Workplace()
        let outcome = try workplace.program.run(["run", "stripes.dlm", "--seed", "3"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("epoch 3/3  valid  loss "))
        #expect(outcome.output.contains("best valid.accuracy "))
        #expect(outcome.output.contains("runs/stripes/stripes.csv: 40 rows"))
        for name in ["last.safetensors", "best.safetensors"] {
            #expect(workplace.program.exists("runs/stripes/\(name)"))
        }
        let metrics = try workplace.program.file("runs/stripes/metrics.jsonl")
            .split(separator: "\n")
        #expect(metrics.count == 7)
        #expect(metrics[0].hasPrefix(#"{"epoch":1,"part":"train","loss":"#))
        #expect(metrics[6].contains(#""part":"stripes.valid""#))
        let rows = try workplace.program.file("runs/stripes/stripes.csv")
            .split(whereSeparator: \.isNewline)
        #expect(rows.count == 41)
        #expect(rows[0] == "id,label")
        // The stripes are easy: nearly every one of the forty is found.
        let right = rows.dropFirst().enumerated().filter { $1.hasSuffix(",\($0 % 4)") }.count
        #expect(right >= 36)
    }

    @Test("A second run in the folder of one at work is refused; the first goes on")
    func twoRuns() throws {
        let workplace = try Workplace()
        let program = workplace.program
        var second: Program.Outcome?
        let first = try program.run(["train", "stripes.dlm", "--set", "epochs=4000"]) {
            guard program.exists("runs/stripes/last.safetensors") else { return false }
            let other = Program(folder: program.folder, name: "other")
            second = try? other.run(["train", "stripes.dlm", "--set", "epochs=1"])
            return true
        }
        #expect(first.status == 1)
        #expect(first.output.contains("saved runs/stripes/last.safetensors"))
        #expect(second?.status == 1)
        #expect(second?.errors.contains("runs/stripes: another run is at work there (proc") == true)
        #expect(second?.errors.contains("--run-dir") == true)
        #expect(!program.exists("runs/stripes/previous"))
        // Nothing holds the folder any more.
        #expect(
            try program.run(["train", "stripes.dlm", "--resume", "--set", "epochs=1"]).status != 2)
        #expect(!program.exists("runs/stripes/.lock"))
    }

    @Test("A prediction goes to a folder of its own; one that cannot be is refused before training")
    func outputs() throws {
        let workplace = try Workplace()
        let program = workplace.program
        for (path, status) in [("a/b.csv", 0), ("train-images/b.csv", 1)] as [(String, Int32)] {
            let output = status == 0 ? path : "\(program.folder)/\(path)"
            let source = Workplace.source.replacing("\"stripes.csv\"", with: "\"\(output)\"")
            try program.write("stripes.dlm", Array(source.utf8))
            let outcome = try program.run(["run", "stripes.dlm", "--run-dir", "r\(status)"])
            #expect(outcome.status == status)
            #expect(program.exists("r\(status)/last.safetensors") == (status == 0))
        }
        #expect(program.exists("r0/a/b.csv"))
    }

    @Test("evaluate and predict use the run's weights or those named; without any they say so")
    func weights() throws {
        let workplace = try Workplace()
        let program = workplace.program
        let none = try program.run(["evaluate", "stripes.dlm"])
        #expect(none.status == 1)
        #expect(none.errors.contains("there are no trained weights yet"))

        #expect(try program.run(["train", "stripes.dlm", "--run-dir", "a"]).status == 0)
        let named = try program.run(
            ["evaluate", "stripes.dlm", "--weights", "a/best.safetensors", "--quiet"])
        #expect(named.status == 0)
        #expect(named.output.hasPrefix("stripes.valid  "))
        #expect(named.errors.isEmpty)
        let found = try program.run(["predict", "stripes.dlm", "--run-dir", "a"])
        #expect(found.status == 0)
        #expect(program.exists("a/stripes.csv"))
    }

    @Test("Weights of another model: what fits and what does not, by path")
    func otherModel() throws {
        let workplace = try Workplace()
        let program = workplace.program
        #expect(try program.run(["train", "stripes.dlm", "--set", "epochs=1"]).status == 0)
        let wider = Workplace.source.replacing("Linear(16)", with: "Linear(24)")
        try program.write("stripes.dlm", Array(wider.utf8))
        let outcome = try program.run(["evaluate", "stripes.dlm"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("another model"))
        #expect(outcome.errors.contains("Float[16, 64] in the file, Float[24, 64] here"))
    }

    @Test("Ctrl-C saves, says how to go on, ends with 1; --resume ends with the same figures")
    func interrupt() throws {
        let workplace = try Workplace()
        let program = workplace.program
        let common = ["train", "stripes.dlm", "--set", "epochs=60", "--threads", "1"]
        #expect(try program.run(common + ["--run-dir", "whole"]).status == 0)

        let stopped = try program.run(common + ["--run-dir", "parts"]) {
            guard program.exists("parts/metrics.jsonl") else { return false }
            let text = (try? program.file("parts/metrics.jsonl")) ?? ""
            return text.split(separator: "\n").count >= 4
        }
        #expect(stopped.status == 1)
        #expect(stopped.output.contains("saved parts/last.safetensors"))
        #expect(
            stopped.output.contains(
                "dlm train stripes.dlm --set epochs=60 --run-dir parts --threads 1 --resume"))
        let before = try program.file("parts/metrics.jsonl").split(separator: "\n").count
        #expect(before < 120)

        let resumed = try program.run(common + ["--run-dir", "parts", "--resume"])
        #expect(resumed.status == 0)
        #expect(resumed.output.contains("resuming "))
        func figures(_ text: String) -> [String] {
            text.split(separator: "\n").map { line in
                line.split(separator: ",").filter { !$0.contains("econd") }.joined(separator: ",")
            }
        }
        #expect(
            figures(try program.file("parts/metrics.jsonl"))
                == figures(try program.file("whole/metrics.jsonl")))
    }

    @Test("A loss that becomes NaN ends with 1, the place and advice")
    func notFinite() throws {
        let workplace = try Workplace()
        let wild = Workplace.source.replacing("lr: 0.05", with: "lr: 1e30")
        try workplace.program.write("stripes.dlm", Array(wild.utf8))
        let outcome = try workplace.program.run(["train", "stripes.dlm"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("became"))
        #expect(outcome.errors.contains("epoch 1, step"))
        #expect(outcome.errors.contains("learning rate"))
    }
}
