import DLM
import Testing

/// `:time`, `:plan`, `:doc`, `:plot`, and completion.
@Suite struct PromptToolTests {
    private let session = PromptSession(
        runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()))

    @Test func timesAndPlans() {
        let time = session.time("ones([20, 20]) @ rand([20, 20], seed: 1)")
        #expect(time.rendered(colour: false) == "")
        #expect(time.shown.first?.contains("median of") == true)
        #expect(session.time("1 + 2").shown.first?.contains("nothing is left") == true)
        #expect(!session.enter("a = rand([20, 20], seed: 1)").hasErrors)
        let plan = session.plan("a @ a")
        #expect(plan.rendered(colour: false) == "")
        #expect(plan.shown.first?.hasPrefix("step") == true)
        #expect(plan.shown.contains { $0.contains("16.0 k") })
        #expect(session.plan("unknwn + 1").diagnostics.first?.code == .unknownName)
        #expect(session.time("1 +").hasErrors)
    }

    @Test func documentationIsSearched() {
        #expect(session.search("gelu").first?.hasPrefix("gelu") == true)
        #expect(session.search("moving average").first?.hasPrefix("EMA") == true)
        #expect(session.search("zzzz") == ["nothing is said about zzzz"])
        // A sentence of several lines is given whole, and no more than one.
        let loss = session.search("gaussianNllLoss").first ?? ""
        #expect(loss.hasPrefix("gaussianNllLoss  Negative log-likelihood of targets under"))
        #expect(loss.hasSuffix("."))
        let norm = session.search("batchNorm").first { $0.hasPrefix("batchNorm ") } ?? ""
        #expect(norm.hasSuffix("(Ioffe and Szegedy, 2015)."))
    }

    @Test func whatIsTypedIsNoFile() {
        let open = session.enter("y = (1 +").diagnostics.first
        #expect(open?.headline == "expected an expression, found the end of the text")
        let option = session.set("epochs=3").rendered(colour: false)
        #expect(option.contains("it has none: `option epochs: Int = 1` in its file declares one"))
    }

    private func plot(_ text: String, coloured: Bool = false) -> [String] {
        let reply = session.plot(text, on: PlotCanvas(columns: 40, isColoured: coloured))
        #expect(reply.rendered(colour: false) == "")
        return reply.shown
    }

    @Test func drawings() {
        let curve = plot("arange(5) * 1.0")
        #expect(curve.count == 8)
        #expect(curve.first?.hasPrefix("4 ┤") == true && curve.last?.hasPrefix("0 ┤") == true)
        #expect(curve[3] == "  ┤⠀⠀⢠⠃⠀")
        #expect(plot("zeros([300])").count == 8)
        #expect(plot("tensor([[0.0, 1.0], [1.0, 0.0]])") == ["  @@", "@@  ", "   0 … 1 @@"])
        let map = plot("tensor([[0.0, 1.0]])", coloured: true)
        #expect(map.first == "\u{1B}[48;2;40;10;80m  \u{1B}[48;2;250;230;40m  \u{1B}[0m")
        #expect(plot("ones([3, 4, 6])") == ["@@@@@@", "@@@@@@"])
        #expect(plot("ones([4, 6, 3])") == ["@@@@@@", "@@@@@@"])
        #expect(plot("zeros([1, 3, 2, 2])") == ["  "])
        let pixel = plot("ones([3, 2, 1])", coloured: true)
        #expect(pixel == ["\u{1B}[38;2;255;255;255;48;2;255;255;255m▀\u{1B}[0m"])
        let canvas = PlotCanvas(columns: 40, isColoured: false)
        for wrong in ["\"text\"", "zeros([0])", "ones([2, 5, 7])", "tensor(1.0)", "relu"] {
            #expect(session.plot(wrong, on: canvas).diagnostics.first?.code == .notSupported)
        }
    }

    @Test(arguments: [
        ("conv2d(x, w, str", "str", "stride: "), ("Conv2d(8, 3, pad", "pad", "padding: "),
        ("|> softmax(ax", "ax", "axis: "), ("f(a)", "f(a)", ""), ("x |> rel", "rel", "relu"),
        ("Net(x).hid", ".hid", ".hidden"), ("Net(x).", ".", ".output"),
        ("conv2d(x, w, padding: .s", ".s", ".same"), ("Mode.mi", "Mode.mi", "Mode.min"),
        ("pick(mode: .m", ".m", ".max"), ("out.h", "out.h", "out.height"),
        ("pick(mode: .min, w", "w", "weight: "),
    ])
    func completions(_ line: String, _ word: String, _ wanted: String) {
        let setup = session.enter(
            """
            enum Mode { min max }
            def pick(mode: Mode, weight: Float) = weight
            model Net(x: Float[B, 3]) {
                hidden = x |> Linear(4) |> relu
                hidden |> Linear(2)
            }
            out = { height: 1, width: 2 }
            """)
        #expect(setup.rendered(colour: false) == "")
        let found = session.completions(of: word, in: line)
        #expect(wanted.isEmpty ? found.isEmpty : found.contains(wanted))
        #expect(found.allSatisfy { $0.hasPrefix(word) })
    }

    @Test func labelsAreOfferedOnce() {
        let found = session.completions(of: "", in: "conv2d(x, w, stride: 2, ")
        #expect(found.contains("padding: ") && !found.contains("stride: "))
    }

    @Test func optionsAndVariablesAreListed() {
        let files = MemoryFiles()
        let session = PromptSession(runtime: Runtime(threads: 1), host: Host(files: files))
        #expect(
            !session.enter("option width: Int = 4\noption size: Int = 2\nlayer = Linear(3)")
                .hasErrors)
        #expect(session.optionNames == ["size", "width"])
        #expect(!session.enter("layer(ones([1, 2]))").hasErrors)
        #expect(
            session.variablePaths
                == ["layer", "layer.linear", "layer.linear.bias", "layer.linear.weight"])
    }

    @Test func smallMatricesArePlannedToo() {
        #expect(!session.enter("small = tensor([[1.0, 2.0], [3.0, 4.0]])").hasErrors)
        let plan = session.plan("small @ small").shown
        #expect(plan.count == 4 && plan[1].hasPrefix("matmul 2x2x2"))
        #expect(session.time("small + small").shown.first?.contains("median of") == true)
        #expect(session.plan("tensor(1.0) + 2").shown.first?.hasPrefix("nothing is left") == true)
    }

    /// Code made for each place that lies wholly in the padding would take minutes and gigabytes.
    @Test func paddingBeyondTheWindowIsPaddedPlainly() {
        _ = session.enter("x = randn([2, 3, 9], seed: 1);")
        _ = session.enter("w = randn([4, 3, 3], seed: 2);")
        let equal = "max(abs(conv1d(x, w, padding: 7) - conv1d(pad(x, [[7, 7]]), w))) < 1e-5"
        #expect(session.enter(equal).shown == ["true"])
        let plan = session.plan("conv1d(x, w, padding: 100000)").shown.joined(separator: "\n")
        #expect(plan.contains("conv") && !plan.contains("jit") && !plan.contains("onednn"))
    }
}
