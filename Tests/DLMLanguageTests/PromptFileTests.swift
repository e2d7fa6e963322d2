import DLM
import Testing

/// `:load`, `:reload`, `:set`, and the variables of a session.
@Suite struct PromptFileTests {
    /// Files that can be written anew.
    private final class Files: Sendable {
        let memory = MemoryFiles()

        subscript(path: String) -> String? {
            get { memory[path].map { String(decoding: $0, as: UTF8.self) } }
            set { memory[path] = newValue.map { Array($0.utf8) } }
        }
    }

    private let files = Files()
    private let session: PromptSession

    init() {
        let files = files
        session = PromptSession(
            runtime: Runtime(threads: 1), host: Host(files: files.memory))
    }

    private func good(_ reply: PromptSession.Reply) -> [String] {
        #expect(reply.rendered(colour: false) == "")
        return reply.shown
    }

    private func shown(_ text: String) -> [String] { good(session.enter(text)) }

    private static let net = """
        ## A small net.
        option width: Int = 4
        model Net(x: Float[B, 3]) {
            hidden = x |> Linear(width) |> relu
            hidden |> Linear(2)
        }
        def twice(x: Float[...]) = x * 2
        start = twice(tensor([1.0, 2.0]))
        show start, 1 + 1
        expect allClose(start, tensor([2.0, 4.0]))
        """

    @Test func aFileIsCarriedOut() {
        files["m/net.dlm"] = Self.net
        #expect(good(session.load("m/net.dlm")) == ["start = [2.0, 4.0]  Float[2]  1 + 1 = 2"])
        #expect(shown("start") == ["[2.0, 4.0]  Float[2]"])
        #expect(shown("Net(ones([5, 3])).output |> shape") == ["[5, 2]"])
        #expect(shown("twice(start)") == ["[4.0, 8.0]  Float[2]"])
    }

    @Test func mistakesOfAFileNameIt() {
        files["bad.dlm"] = "kept = 2\nshow unknwn\n"
        #expect(shown("kept = 1") == [])
        let reply = session.load("bad.dlm")
        #expect(reply.rendered(colour: false).contains("bad.dlm:2:6"))
        #expect(session.load("none.dlm").rendered(colour: false).contains("no such file"))
        #expect(shown("kept") == ["1"])
        #expect(session.reload().refusal == "no file was loaded yet: :load FILE")
        files["late.dlm"] = "a = 1\nexpect a == 2\nshow a\n"
        let late = session.load("late.dlm")
        #expect(late.rendered(colour: false).contains("late.dlm:2:8"))
        #expect(late.shown == ["a = 1"])
    }

    @Test func importsOfAFileAreItsOwn() {
        files["m/parts.dlm"] = "def half(x: Float[...]) = x / 2"
        files["m/main.dlm"] = "import parts\nshow half(tensor(3.0))"
        #expect(good(session.load("m/main.dlm")) == ["half(tensor(3.0)) = 1.5000"])
        #expect(shown("half(tensor(5.0))") == ["2.5000"])
        #expect(good(session.reload()).first == "half(tensor(3.0)) = 1.5000")
    }

    @Test func reloadingKeepsWhatFits() {
        files["net.dlm"] = Self.net
        _ = good(session.load("net.dlm"))
        let before = shown("Net(ones([1, 3])).hidden")
        files["net.dlm"] = Self.net.replacing("Linear(2)", with: "Linear(7)")
            .replacing("def twice", with: "def double(x: Float[...]) = x + x\ndef twice")
        let lines = good(session.reload())
        #expect(lines.contains("changed: Net"))
        #expect(lines.contains("new: double"))
        #expect(
            lines.contains(
                "Net.linear.weight: was Float[2, 4], now Float[7, 4]; begins anew"))
        #expect(lines.last == "2 of 4 variables kept")
        #expect(shown("Net(ones([1, 3])).hidden") == before)
        files["net.dlm"] = Self.net.replacing("    hidden |> Linear(2)\n", with: "")
        #expect(good(session.reload()).contains("Net.linear.weight: gone"))
        #expect(session.parameters("Net").shown.count == 3)
    }

    @Test func optionsAreSet() {
        files["net.dlm"] = Self.net
        _ = good(session.load("net.dlm"))
        #expect(good(session.set("width=6")) == ["bindings of the file follow at :reload"])
        #expect(shown("Net(ones([1, 3])).hidden |> shape") == ["[1, 6]"])
        _ = good(session.reload())
        #expect(shown("width") == ["6"])
        #expect(session.set("wdth=6").rendered(colour: false).contains("did you mean width?"))
        #expect(session.set("width=true").hasErrors)
        #expect(session.set("width").refusal?.hasPrefix(":set wants") == true)
    }

    @Test func layersOfOneNameFollowTheirDeclaration() {
        #expect(shown("layer = Linear(4)\nlayer(ones([1, 3])) |> shape") == ["[1, 4]"])
        let old = shown("layer(ones([1, 3]))")
        #expect(shown("other = layer\nlayer = Linear(8)") == [])
        #expect(shown("layer(ones([1, 3])) |> shape") == ["[1, 8]"])
        // The first layer lives on under its other name.
        #expect(shown("other(ones([1, 3]))") == old)
        #expect(shown("other = 0\nlayer = Linear(2)\nlayer(ones([1, 5])) |> shape") == ["[1, 2]"])
        #expect(shown("ones([1, 3]) |> Linear(2) |> shape") == ["[1, 2]"])
        #expect(shown("ones([1, 5]) |> Linear(6) |> shape") == ["[1, 6]"])
        // A line that fails makes and replaces nothing.
        let before = session.parameters("").shown
        #expect(session.enter("ones([1, 9]) |> Linear(2) |> reshape([77])").hasErrors)
        #expect(session.parameters("").shown == before)
    }

    @Test func aNameHidesTheLibrary() {
        #expect(shown("relu = 3\nrelu + 1") == ["4"])
        #expect(shown("relu * 2") == ["6"])
    }

    @Test func weightsAreSavedAndLoaded() throws {
        files["net.dlm"] = Self.net
        _ = good(session.load("net.dlm"))
        let path = "weights.safetensors"
        #expect(good(session.saveWeights(path)) == ["\(path): 4 variables"])
        let listed = good(session.parameters(""))
        #expect(listed.first == "Net.hidden.linear.weight  Float[4, 3]  12")
        #expect(listed.last?.hasSuffix("26") == true)
        #expect(good(session.loadWeights(path)) == ["\(path): 4 of 4 variables set"])
        files["net.dlm"] = Self.net.replacing("Linear(2)", with: "Linear(7)")
        _ = good(session.reload())
        let lines = good(session.loadWeights(path))
        #expect(lines.first == "\(path): 2 of 4 variables set")
        #expect(lines.contains("Net.linear.bias: Float[2] in the file, Float[7] here"))
        let source = session.saveWeights("net.dlm")
        #expect(source.rendered(colour: false).contains("let it end in .safetensors"))
        #expect(files["net.dlm"]?.contains("model") == true)
        let missing = session.loadWeights("/nowhere.safetensors")
        #expect(missing.diagnostics.first?.code == .fileNotFound)
    }

    @Test func dataOfAFileIsOpenedWhenItIsNeeded() throws {
        let digits = try SmallDigits()
        for name in ["images", "labels"] {
            let path = "\(digits.path)/\(name)"
            files.memory[path] = try SystemFiles().contents(path, limit: 1 << 20)
        }
        files["d.dlm"] = """
            option data: Path = "\(digits.path)"
            data digits {
                train = idx(images: data/"images", labels: data/"labels") |> toFloat
            }
            model Tiny(image: Float[B, 1, 2, 2]) {
                logits = image |> flatten(start: 1) |> Linear(digits.classes)
            }
            train Tiny on digits {
                loss = crossEntropy(logits, label)
                optimizer = SGD(lr: 0.1)
            }
            """
        #expect(
            good(session.load("d.dlm"))
                == ["d.dlm: 1 train, evaluate or predict block left to dlm run"])
        #expect(shown("digits.classes") == ["3"])
        #expect(shown("Tiny(zeros([2, 1, 2, 2])).logits |> shape") == ["[2, 3]"])
        #expect(good(session.parameters("Tiny")).count == 3)
        #expect(good(session.set("data=/nowhere")) == [])
        #expect(session.enter("digits.classes").hasErrors)
        #expect(session.completions(of: "digits.", in: "digits.").contains("digits.train"))
    }
}
