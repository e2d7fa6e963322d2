import Testing

/// `dlm run FILE -i` and lines that follow it on standard input.
@Suite(.enabled(if: Program.path != nil, "dlm has not been built beside the tests"))
struct InteractiveRunTests {
    private let image = "reshape(arange(64) * 4.0, [1, 1, 8, 8])"

    @Test("A trained model is called with data at once")
    func trained() throws {
        let workplace = try Workplace()
        let outcome = try workplace.program.run(
            ["run", "stripes.dlm", "-i", "--set", "epochs=1", "--quiet"],
            typing: "Stripes(\(image)).logits |> shape\n:params Stripes\nepochs\nstripes.classes\n")
        #expect(outcome.output.contains("best.safetensors: 8 of 8 variables set\n[1, 4]\n"))
        #expect(outcome.output.contains("Stripes.logits.linear.weight"))
        #expect(outcome.output.hasSuffix("4\n"))
        // `epochs` is a setting of the block and no name.
        #expect(outcome.errors.contains("error[N001]"))
        #expect(outcome.status == 1)
    }

    @Test("The session has the options as they were set, and the script ran once")
    func script() throws {
        let workplace = try Workplace()
        let source =
            "option n: Int = 2\nx = ones([n]) * 3\nshow x\ndef twice(v: Float[...]) = v * 2\n"
        try workplace.program.write("s.dlm", Array(source.utf8))
        let outcome = try workplace.program.run(
            ["run", "s.dlm", "-i", "--set", "n=3"], typing: "twice(x)\n:reload\n")
        #expect(outcome.errors.isEmpty)
        #expect(
            outcome.output.hasPrefix(
                "x = [3.0, 3.0, 3.0]  Float[3]\n[6.0, 6.0, 6.0]  Float[3]\n"))
        #expect(outcome.output.hasSuffix("no definition changed\n"))
        #expect(outcome.status == 0)
    }

    @Test("A script that fails leads to the prompt, one that does not check does not")
    func failing() throws {
        let workplace = try Workplace()
        try workplace.program.write("f.dlm", Array("x = 3\nexpect x == 4\n".utf8))
        let failed = try workplace.program.run(["run", "f.dlm", "-i"], typing: "x + 1\n")
        #expect(failed.errors.contains("error[R006]"))
        #expect(failed.output.hasSuffix("4\n"))
        #expect(failed.status == 1)
        try workplace.program.write("w.dlm", Array("x = unknwn\nshow x\n".utf8))
        let wrong = try workplace.program.run(["run", "w.dlm", "-i"], typing: "1 + 1\n")
        #expect(wrong.status == 2 && wrong.output.isEmpty)
        let setting = try workplace.program.run(
            ["run", "stripes.dlm", "-i", "--set", "epocs=1"], typing: "1 + 1\n")
        #expect(setting.status == 2 && setting.errors.contains("epochs"))
    }

    @Test("A run that is interrupted leads to the prompt with its last weights")
    func interrupted() throws {
        let workplace = try Workplace()
        let outcome = try workplace.program.run(
            ["run", "stripes.dlm", "-i", "--set", "epochs=100000"], typing: "1 + 1\n"
        ) { workplace.program.exists("runs/stripes/best.safetensors") }
        #expect(outcome.output.contains("interrupted"))
        #expect(outcome.output.contains("8 of 8 variables set"))
        #expect(outcome.output.hasSuffix("2\n"))
    }

    @Test("Pictures in the form that was chosen")
    func pictures() throws {
        let workplace = try Workplace()
        let sixel = try workplace.program.run(
            ["--pictures", "sixel", "-e", ":plot ones([3, 4, 4])"])
        #expect(sixel.output.hasPrefix("\u{1B}P0;1;0q\"1;1;256;256"))
        let plain = try workplace.program.run(["-e", ":plot ones([3, 4, 4])"])
        #expect(plain.output == "@@@@\n@@@@\n")
        #expect(try workplace.program.run(["--pictures", "gif"]).status == 2)
    }

    @Test("A file that is not there is named, without a line that is none")
    func missingFiles() throws {
        let workplace = try Workplace()
        for line in [":load no.dlm", ":weights no.safetensors"] {
            let outcome = try workplace.program.run(["-e", line])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("no."))
            #expect(!outcome.errors.contains(" 1 |\n"))
        }
    }
}
