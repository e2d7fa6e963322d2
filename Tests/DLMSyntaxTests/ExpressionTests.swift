import DLMSyntax
import DiagnosticSuite
import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("1_000", "1000"), ("5e-5", "5e-05"), ("0.1", "0.1"), ("2 epochs", "2_epochs"),
        ("500 steps", "500_steps"), ("1 epoch", "1_epochs"),
        (#""a\n\"\u{e9}""#, "\"a\n\"é\""), ("none", "none"), (".same", ".same"),
        ("data/\"train\"", "(/ data \"train\")"),
        // Operators, loosest to tightest.
        ("a || b && c", "(|| a (&& b c))"), ("a && b == c", "(&& a (== b c))"),
        ("a < b + 1", "(< a (+ b 1))"), ("0..<n+1", "(..< 0 (+ n 1))"),
        ("a - b - c", "(- (- a b) c)"), ("a * b // c % d @ e", "(@ (% (// (* a b) c) d) e)"),
        ("-a * b", "(* (- a) b)"), ("-a ** 2", "(- (** a 2))"), ("a ** -b", "(** a (- b))"),
        ("a ** b ** c", "(** a (** b c))"), ("!a && b", "(&& (! a) b)"),
        ("(a + b) * c", "(* (+ a b) c)"), ("-1/sqrt(I)", "(/ (- 1) (call sqrt I))"),
        // Postfix.
        ("f(a, b: 2)(x).y", "(. (call (call f a b:2) x) y)"),
        ("f(else: 1, if: 2)", "(call f else:1 if:2)"), ("f(a,)", "(call f a)"),
        ("x[..., 0:3, ::2, -1, :]", "(at x ... 0:3: ::2 (- 1) ::)"),
        ("x[.., i]", "(at x ... i)"), ("x.none", "(. x none)"),
        // Collections.
        ("[]", "[]"), ("[1, [2]]", "[1 [2]]"),
        ("[10 epochs: 5, 30 epochs: 10]", "[10_epochs:5 30_epochs:10]"),
        ("[f(x) for x in xs if x > 0]", "(list-of (call f x) (for x xs if (> x 0)))"),
        ("[a + b for (a, b) in p for c in a]", "(list-of (+ a b) (for (a b) p) (for c a))"),
        ("{}", "{}"), ("{ a: 1, \"b.**\": 2, else: 3 }", "{a:1 \"b.**\":2 else:3}"),
        ("(a, b)", "(tuple a b)"), ("()", "(tuple )"),
        // Functions.
        ("x => x * x", "(fn x {(* x x)})"), ("(a, b) => a |> f", "(fn a b {(|> a f)})"),
        ("(y, (h, c)) => y", "(fn y (h c) {y})"),
        ("grad(x => sum(x * x))(a)", "(call (call grad (fn x {(call sum (* x x))})) a)"),
        ("scan(xs, from: h) { h, x => h + x }", "(call scan xs from:h (fn h x {(+ h x)}))"),
        ("map { x => x }", "(call map (fn x {x}))"),
        // Pipelines.
        ("x |> f + 1 |> g(2) as h", "(|> x (+ f 1) (call g 2) as h)"),
        ("(|> a |> b)", "(section a b)"), ("f(|> a)", "(call f (section a))"),
        ("x |> repeat 2 { |> f |> g } |> h", "(|> x (repeat 2 {(section f g)}) h)"),
        ("repeat n { i => |> f(i) }", "(repeat n i {(section (call f i))})"),
        ("if a == b { x } else if c { y } else { z }", "(if (== a b) {x} {(if c {y} {z})})"),
        ("if f(x) { y } else { z } |> g", "(|> (if (call f x) {y} {z}) g)"),
        ("LogProbs", "LogProbs"),
    ])
    func parses(_ text: String, _ expected: String) {
        let result = Expr.parse(SourceFile(path: "e.dlm", text: text))
        #expect(ASTDump.dump(result.expr) == expected)
        #expect(result.diagnostics.all.map(\.headline) == [])
    }

    @Test(arguments: ["", "1 +", "f(", "x y", "(1", "{ a }", "a |>", "x[", "*", "[1 2]", "f(a b)"])
    func refuses(_ text: String) {
        #expect(Expr.parse(SourceFile(path: "e.dlm", text: text)).diagnostics.hasErrors)
    }

    @Test func spansCoverTheText() {
        let text = "  (a + f(b)[0]) |> g as h  "
        let expr = Expr.parse(SourceFile(path: "e.dlm", text: text)).expr
        #expect(expr.span.text == "(a + f(b)[0]) |> g as h")
        guard case .pipeline(let head, let steps) = expr.kind else {
            Issue.record("not a pipeline")
            return
        }
        #expect(head.span.text == "(a + f(b)[0])")
        #expect(steps.map(\.span.text) == ["g as h"])
    }
}
