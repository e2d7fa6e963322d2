import DLMSyntax
import DiagnosticSuite
import Testing

@Suite struct DeclarationTests {
    static func parse(_ text: String) -> (file: ParsedFile, diagnostics: Diagnostics) {
        ParsedFile.parse(SourceFile(path: "d.dlm", text: text))
    }

    @Test(arguments: [
        ("import vision", "(import vision)"), ("import \"a/b.dlm\"", "(import \"a/b.dlm\")"),
        ("option data: Path = f()", "(option data:Path (call f))"),
        ("option lr = 0.1", "(option lr 0.1)"), ("option n: Int", "(option n:Int)"),
        ("enum Mode { min max }", "(enum Mode min max)"),
        ("enum Mode {\n  min,\n  none\n}", "(enum Mode min none)"),
        ("model = data(train)\ntrain = model", "(= model (call data train))\n(= train model)"),
        ("def f(x) = x + 1", "(def f (x) {(+ x 1)})"),
        (
            "def f(x: Float[..., I], a b: Int? = none) -> Float[] { x }",
            "(def f (x:Float[... I] a/b:Int?=none) -> Float[] {x})"
        ),
        ("gradient def relu(x, dy) { dy }", "(gradient relu (x dy) {dy})"),
        (
            "def f(g: (Int, Float[B]) -> Int, s: {a: Int, b: [Bool]}) = g",
            "(def f (g:(-> Int Float[B] Int) s:{a:Int b:[Bool]}) {g})"
        ),
        (
            "block N(x: Float[B, T~, 16*H, (H+1)//2]) { x }",
            "(block N () (x:Float[B T~ (* 16 H) (// (+ H 1) 2)]) {x})"
        ),
        (
            "block N(Norm: Block = BatchNorm)\n  (x: LogProbs[B, 42]) -> Int[B] { x }",
            "(block N (Norm:Block=BatchNorm) (x:LogProbs[B 42]) -> Int[B] {x})"
        ),
        (
            "train M on d { epochs = 2\n let a = 1\n phase c { over = \"c.**\" } }",
            "(train M d {(= epochs 2); (let a 1); (phase c {(= over \"c.**\")})})"
        ),
        (
            "predict M on d.test { write \"o.csv\" { id: name } }",
            "(predict M (. d test) {(write \"o.csv\" {id:name})})"
        ),
        ("evaluate M on d.test { }", "(evaluate M (. d test) {})"),
        ("data d { train = f(x)\n test = g }", "(data d {(= train (call f x)); (= test g)})"),
    ])
    func parses(_ text: String, _ expected: String) {
        let result = Self.parse(text)
        #expect(ASTDump.dump(result.file) == expected)
        #expect(result.diagnostics.all.map(\.headline) == [])
    }

    @Test func docCommentsAreAttached() {
        let result = Self.parse(
            """
            ## About the file.
            ## Two lines.

            # plain
            ## Doubles.
            ##
            ##   code
            def f(x) = 2 * x
            def g(x) = x
            ## A constant.
            k = 3
            """)
        #expect(result.file.doc?.text == "About the file.\nTwo lines.")
        guard case .function(let first) = result.file.declarations[0],
            case .function(let second) = result.file.declarations[1],
            case .binding(let third) = result.file.declarations[2]
        else {
            Issue.record("other declarations than written")
            return
        }
        #expect(first.doc?.text == "Doubles.\n\n  code")
        #expect(second.doc == nil)
        #expect(third.doc?.text == "A constant.")
        #expect(result.file.comments.map(\.text) == ["# plain"])
    }

    /// What a file refuses and the prompt allows.
    @Test func promptTakesExpressions() {
        let source = SourceFile(path: "<prompt>", text: "a = randn([2, 3])\na |> shape")
        let result = ParsedFile.parsePrompt(source)
        #expect(ASTDump.dump(result.file) == "(= a (call randn [2 3]))\n(|> a shape)")
        #expect(result.diagnostics.isEmpty)
        #expect(ParsedFile.parse(source).diagnostics.hasErrors)
    }

    @Test(arguments: [
        ("f(", true), ("x =", true), ("x |>", true), ("block A(x) {", true), ("a +", true),
        ("f(x)", false), ("", false), ("x }", false), ("# f(", false),
    ])
    func incompleteInput(_ text: String, _ expected: Bool) {
        #expect(ParsedFile.isIncomplete(SourceFile(path: "<prompt>", text: text)) == expected)
    }
}
