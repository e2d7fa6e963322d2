import DLMSyntax
import DiagnosticSuite
import Testing

/// Where a line break ends a statement and where it does not.
@Suite struct LineRuleTests {
    @Test(arguments: [
        ("a = x\n |> f\n |> g", "(= a (|> x f g))"),
        ("a = x\n + y\n * z", "(= a (+ x (* y z)))"),
        ("a = x +\n y", "(= a (+ x y))"),
        ("a =\n x", "(= a x)"),
        ("a = f(x,\n y\n - z)", "(= a (call f x (- y z)))"),
        ("a = x\n .f", "(= a (. x f))"),
        ("a = x\n-y", "(= a x); (- y)"),
        ("a = x\n(y, z)", "(= a x); (tuple y z)"),
        ("a = x\n[y]", "(= a x); [y]"),
        ("a = if c { x }\n    else { y }", "(= a (if c {x} {y}))"),
        ("a = { k: if c { x },\n else: y }", "(= a {k:(if c {x}) else:y})"),
        ("a = (x\n |> f)", "(= a (|> x f))"),
        ("a = 2\nepochs = 3", "(= a 2); (= epochs 3)"),
        (
            "a = b\nparameter w: Int = 1 if c\nupdate w = 2",
            "(= a b); (parameter w:Int 1 if c); (update w 2)"
        ),
        (
            "parameter = 1\nbuffer = parameter\nupdate = write\nwrite = phase",
            "(= parameter 1); (= buffer parameter); (= update write); (= write phase)"
        ),
        ("(a, (b, c)) = f(x)\nlet d: Int = 3", "(= (a (b c)) (call f x)); (let d:Int 3)"),
    ])
    func statements(_ body: String, _ expected: String) {
        let source = SourceFile(path: "l.dlm", text: "def f(x) {\n\(body)\n}")
        let result = ParsedFile.parse(source)
        #expect(ASTDump.dump(result.file) == "(def f (x) {\(expected)})")
        #expect(result.diagnostics.all.map(\.headline) == [])
    }
}
