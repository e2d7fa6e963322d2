import DLM
import Testing

/// What is typed line by line.
@Suite struct PromptTests {
    private let session = PromptSession(
        runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()))

    private func shown(_ text: String) -> [String] {
        let reply = session.enter(text)
        #expect(reply.rendered(colour: false) == "")
        return reply.shown
    }

    @Test func namesKeepTheirValues() {
        #expect(shown("a = tensor([1.0, 2.0])") == [])
        #expect(shown("a") == ["[1.0, 2.0]  Float[2]"])
        #expect(shown("a |> sum") == ["3.0"])
        #expect(shown("|> sqrt") == ["1.7321"])
        #expect(shown("_ * 0;") == [])
        #expect(shown("_") == ["0.0"])
        #expect(shown("a = 3\na + 1") == ["4"])
        #expect(session.variables == ["a: Int"])
    }

    @Test func definitionsAddUpAndAreReplaced() {
        #expect(shown("def twice(x: Float[...]) = x * 2") == [])
        #expect(shown("def four(x: Float[...]) = twice(twice(x))") == [])
        #expect(shown("four(tensor(1.5))") == ["6.0"])
        #expect(shown("def twice(x: Float[...]) = x * 3") == [])
        #expect(shown("four(tensor(1.5))") == ["13.5000"])
        #expect(shown("twice = 5\ntwice") == ["5"])
        #expect(
            shown("block Res(n: Int) (x: Float[B, C]) {\n x + (x |> Linear(C) |> relu)\n}") == [])
        #expect(shown("layer = Res(3)") == [])
        // One layer: the same parameters each time.
        #expect(shown("layer(ones([1, 2]))") == shown("layer(ones([1, 2]))"))
    }

    @Test(arguments: [
        ("b + 1", "N001"), ("1 +", "P002"), ("def f(x) = g(x)", "N001"),
        ("ones([2, 2]) @ ones([3, 2])", "S001"), ("expect 1 == 2", "R006"),
        ("ones([1000000000, 1000000000])", "R004"),
        ("dropout(ones([1000000000000, 3]), 0.5)", "R004"), ("train M on d { }", "T010"),
    ])
    func aMistakeChangesNothing(_ text: String, _ code: String) {
        #expect(shown("kept = 1") == [])
        let reply = session.enter("kept = 2\n" + text)
        #expect(reply.diagnostics.first?.code.rawValue == code)
        #expect(shown("kept") == ["1"])
    }

    @Test func anInterruptionChangesNothing() {
        let stopped = PromptSession(
            runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()),
            isInterrupted: { true })
        let loop = "fold(zeros([100000]), from: 0.0) { s, v => s + v }"
        #expect(stopped.enter("x = \(loop)").diagnostics.first?.code.rawValue == "R002")
        #expect(stopped.enter("x").hasErrors)
        let repeated = "y = [i * 2 for i in 0..<1000]"
        #expect(stopped.enter(repeated).diagnostics.first?.code.rawValue == "R002")
    }

    /// Numbers are drawn outside a plan, and that is long for large shapes as well.
    @Test(arguments: [
        "randn([20000, 1000])", "rand([20000, 1000])", "ones([1, 2000]) |> Linear(10000)",
    ])
    func drawingStops(_ text: String) {
        var asked = 0
        let session = PromptSession(
            runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()),
            isInterrupted: {
                asked += 1
                return asked > 20
            })
        #expect(session.enter("x = " + text).diagnostics.first?.code == .interrupted)
        #expect(asked < 30)
        asked = 0
        #expect(session.enter("x").hasErrors)
        #expect(session.parameters("").shown.count == 1)
    }

    /// What is wrong with an element is wrong with all of them.
    @Test(arguments: [
        "[unknwn + i for i in 0..<60000]", "[(1, unknwn + i) for i in 0..<60000]",
        "ones([2]) |> repeat 10000 { (unknwn, 1) }",
    ])
    func repetitionsStopAtTheirFirstMistake(_ text: String) {
        let session = PromptSession(runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()))
        let reply = session.enter(text)
        #expect(reply.diagnostics.last?.code == .unknownName)
        #expect(reply.diagnostics.count < 3)
    }

    /// Every term of the series is zero there, and there are as many as s says.
    @Test func aSeriesOfNothingEnds() {
        let zeros = shown("zeta([9223372036854775807.0, 1e300], [2.0, 1.5])")
        #expect(zeros == ["[0.0, 0.0]  Float[2]"])
        #expect(shown("zeta([1e300], [0.5])") == ["[inf]  Float[1]"])
    }

    @Test(arguments: [
        ("zeros([\(String(repeating: "2, ", count: 21))3])", 3000),
        ("zeros([9, 9, 9, 9, 9, 9])", 3000), ("zeros([30, 1, 1, 1, 30])", 300),
    ])
    func tensorsOfManyAxesAreElided(_ text: String, _ most: Int) throws {
        let shown = try #require(shown(text).first)
        #expect(shown.split(separator: "0.0").count < most)
        #expect(shown.contains("…"))
    }

    @Test func functionsWithoutANameAreNamedOnce() {
        #expect(shown("x => x + 1") == ["a function"])
        #expect(shown("repeat 2 { |> relu }") == ["a section"])
        #expect(shown("relu") == ["the function relu"])
    }

    /// Whatever each step of an elaboration counts for, it is asked now and then whether to stop.
    @Test(arguments: [
        "[relu for i in 0..<20000];", "[-1, [relu for i in 0..<20000]];",
        "[abs(1) for i in 0..<20000];", "[-abs(1) for i in 0..<20000];", "[i for i in 0..<90000];",
    ])
    func elaborationAsksWhetherToStop(_ text: String) {
        var questions = 0
        let session = PromptSession(
            runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()),
            isInterrupted: {
                questions += 1
                return false
            })
        #expect(!session.enter(text).hasErrors)
        #expect(questions > 100)
    }

    @Test func notANumberHasNoSign() {
        #expect(shown("0.0 / 0.0") == ["nan"])
        #expect(shown("[0.0 / 0.0, -(0.0 / 0.0)]") == ["[nan, nan]"])
    }

    @Test func nothingIsThereToGoOnFrom() {
        let session = PromptSession(runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()))
        let reply = session.enter("  |> relu")
        #expect(reply.diagnostics.map(\.headline) == ["there is no last value to go on from"])
        #expect(reply.diagnostics.first?.primary.span.text == "|>")
        #expect(!session.enter("ones([2])").hasErrors)
        #expect(session.enter("|> sum").shown == ["2.0"])
    }

    @Test func anEmptyTensorMayHaveALongAxis() {
        #expect(shown("zeros([2, 0, 2147483647])") == ["[]  Float[2, 0, 2147483647]"])
    }

    @Test(arguments: [
        ("ones([2, 3]) |> sum", "Float[]"), ("softmax(ones([2, 3]))", "Probs[2, 3]"),
        ("(1, \"a\")", "(Int, String)"),
        (
            "Conv2d(8, 3, stride: 2, padding: 1)",
            "(Float[B, C, H, W]) -> Float[B, 8, (H+1)//2, (W+1)//2]"
        ),
        ("{ x: [1.5] }", "{ x: [Float] }"),
    ])
    func types(_ text: String, _ type: String) {
        let reply = session.type(of: text)
        #expect(reply.rendered(colour: false) == "")
        #expect(reply.shown == [type])
    }

    @Test func openTextWantsMore() {
        #expect(PromptSession.isOpen("block A(x: Float[B]) {"))
        #expect(PromptSession.isOpen("x ="))
        #expect(!PromptSession.isOpen("x = 1"))
    }

    @Test func helpTells() {
        #expect(session.help("gelu").joined(separator: "\n").contains("Gaussian error linear unit"))
        #expect(session.help("conv2d").last?.hasPrefix("Example: ") == true)
        #expect(session.help("conv2e").first?.contains("did you mean conv2d?") == true)
        #expect(session.names.contains("Linear") && session.names.contains("conv2d"))
    }

    @Test(arguments: [
        ("randn(2, 3)", "a shape is one list: randn([2, 3])"),
        ("randint(0, 10, 2, 3)", "a shape is one list: randint(0, 10, [2, 3])"),
        ("rand([2, 3], 7)", "label it: seed: …"), ("permutation(5, 7)", "label it: seed: …"),
    ])
    func aSeedNeedsItsLabel(_ text: String, _ help: String) {
        let reply = session.enter(text)
        #expect(reply.diagnostics.first?.code == .surplusArgument)
        #expect(reply.rendered(colour: false).contains("= help: \(help)\n"))
        #expect(shown("randn([2, 3], seed: 7) |> shape") == ["[2, 3]"])
    }

    @Test func truthsAreATensor() {
        #expect(shown("tensor([true, false])") == ["[ true, false]  Bool[2]"])
        #expect(shown("tensor([[true], [false]]) |> shape") == ["[2, 1]"])
        #expect(shown("where(tensor([true, false]), tensor([1.0, 2.0]), 0.0)").count == 1)
        #expect(shown("[true, false, true][tensor([2, 1])]") == ["[ true, false]  Bool[2]"])
        #expect(session.enter("tensor([true, 1])").hasErrors)
    }

    @Test(arguments: [
        "ones([1000000, 1000000])", "ones([1000000, 1]) @ ones([1, 1000000])", "eye(1000000)",
        "oneHot(arange(1000000), 1000000)", "randn([1000000, 1000000])",
        "jacobian(x => x * x)(rand([1000000]))", "arange(1000000000000)",
        "zeros([1000000000, 1000000000, 1000000000])",
    ])
    func moreThanMemoryIsRefusedWithItsSize(_ text: String) {
        let reply = session.enter(text)
        #expect(reply.diagnostics.first?.code == .outOfMemory)
        let words = reply.rendered(colour: false)
        #expect(words.contains("GiB") || words.contains("more than memory can name"))
        #expect(shown("1 + 1") == ["2"])
    }
}
