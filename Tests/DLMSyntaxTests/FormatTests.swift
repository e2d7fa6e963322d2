import DLMSyntax
import Testing

/// Programs before and after, rule by rule.
@Suite struct FormatTests {
    struct Pair: CustomTestStringConvertible {
        let rule: String
        let before: String
        let after: String
        var testDescription: String { rule }
    }

    static let pairs: [Pair] = [
        Pair(
            rule: "one blank around operators, none inside brackets",
            before: "a=f( x,y )+[ 1,2 ][ 0 ]\nb = ! p&&- q ** 2\nc = - ( 3 ) ",
            after: "a = f(x, y) + [1, 2][0]\nb = !p && -q ** 2\nc = -(3)\n"),
        Pair(
            rule: "products, quotients and powers may stand close",
            before: "a = 2*b+c\nd = data/\"train\"\ne = 2* b\nf = x **2\ng = a-b",
            after: "a = 2*b + c\nd = data/\"train\"\ne = 2 * b\nf = x ** 2\ng = a - b\n"),
        Pair(
            rule: "slices, ranges, members and cases",
            before:
                "a = x[ : ,1 :n, ::2 , a+1 : b , i :j]\nb = [ i for i in 0 ..< n ]\nc = f(mode:.max) . y",
            after:
                "a = x[:, 1 : n, ::2, a + 1 : b, i : j]\nb = [i for i in 0..<n]\nc = f(mode: .max).y\n"
        ),
        Pair(
            rule: "braces have blanks inside",
            before:
                "a = {x:1,y:2}\nb = if p {x}else{y}\nc = f(x){h,s=>h}\nd = repeat 3{|>f}\ne = {}",
            after: "a = { x: 1, y: 2 }\nb = if p { x } else { y }\nc = f(x) { h, s => h }\n"
                + "d = repeat 3 { |> f }\ne = {}\n"),
        Pair(
            rule: "headers and types",
            before: "def f (x:Float [..., T ~],y:Int ?=none)->(Int , Int)=(x,y)\n"
                + "block A (n :Int)(x:Float[ 2*n ]){x}\nblock B(x: Int) { x }\nmodel M (x: Int) { x }",
            after: "def f(x: Float[..., T~], y: Int? = none) -> (Int, Int) = (x, y)\n"
                + "block A(n: Int) (x: Float[2*n]) { x }\nblock B (x: Int) { x }\n"
                + "model M(x: Int) { x }\n"),
        Pair(
            rule: "bodies are indented by four",
            before:
                "model M(x: Int) {\n  a = x\n\n\n\n      if a { b = a\n  b } else {\n a }\n\n}\n\n\nk = 3\n\n",
            after:
                "model M(x: Int) {\n    a = x\n\n    if a {\n        b = a\n        b\n    } else {\n"
                + "        a\n    }\n}\n\nk = 3\n"),
        Pair(
            rule: "the author's alignment stays, as far left as it can",
            before:
                "data d {\n  train    = f(a)     |> g\n  t        = f(abcd)  |> g\n  x   = 3\n}",
            after: "data d {\n    train = f(a)    |> g\n    t     = f(abcd) |> g\n    x = 3\n}\n"),
        Pair(
            rule: "aligned types and comments",
            before: "block A(n: Int) (x: Int) {\n parameter weight: Int = ones    # one\n"
                + " parameter bias:   Int = zeros   # two\n x\n}",
            after: "block A(n: Int) (x: Int) {\n    parameter weight: Int = ones   # one\n"
                + "    parameter bias:   Int = zeros  # two\n    x\n}\n"),
        Pair(
            rule: "a step begins its line",
            before: "a = x |>\n f |> # then\n g\nb = x |> f\n      |> g\nc = x\n  |> f",
            after: "a = x\n    |> f  # then\n    |> g\nb = x |> f\n      |> g\nc = x\n    |> f\n"),
        Pair(
            rule: "elements stand below the first, or a step right of the line",
            before: "a = f(x,\n  y,\n    z)\nb = f(\n  x,\n      y,\n    )\nc = [[1,\n 2],\n [3]]",
            after:
                "a = f(x,\n      y,\n      z)\nb = f(\n    x,\n    y,\n)\nc = [[1,\n      2],\n     [3]]\n"
        ),
        Pair(
            rule: "else stands below its if",
            before: "a = if p { x }\n  else if q { y }\n  else { z }",
            after: "a = if p { x }\n    else if q { y }\n    else { z }\n"),
        Pair(
            rule: "comments stay where they are",
            before: "\n\n#a\n\n\n#b\nm = [ # c\n 1, # d\n # e\n]   # f\n  # g\n",
            after: "#a\n\n#b\nm = [  # c\n    1,  # d\n    # e\n]  # f\n# g\n"),
        Pair(
            rule: "cases of an enum",
            before: "enum A { a,b c }\nenum B {a\nb\n}",
            after: "enum A { a, b c }\nenum B {\n    a\n    b\n}\n"),
        Pair(
            rule: "other systems' line breaks, tabs and marks",
            before: "\u{FEFF}a = 1\r\n\r\n\r\ndef f(x) {\r\n\ty = x\t+ 1 \r\n\ty\r\n}",
            after: "a = 1\n\ndef f(x) {\n    y = x + 1\n    y\n}\n"),
        Pair(rule: "nothing", before: " \n\n", after: ""),
    ]

    @Test(arguments: pairs)
    func beforeAndAfter(_ pair: Pair) {
        #expect(FormatSupport.format(pair.before) == pair.after)
        #expect(FormatSupport.format(pair.after) == pair.after)
        #expect(FormatSupport.meaning(pair.before) == FormatSupport.meaning(pair.after))
    }

    @Test func brokenProgramsAreRefused() {
        let source = SourceFile(path: "a.dlm", text: "a = f(x\nb = 3\n")
        let result = Formatter.format(source)
        #expect(result.text == nil)
        #expect(result.diagnostics.hasErrors)
        let bytes = SourceFile(path: "a.dlm", bytes: Array("a = 3 # ".utf8) + [0xFF])
        #expect(Formatter.format(bytes).text == nil)
        #expect(Formatter.format(bytes).diagnostics.hasErrors)
    }
}
