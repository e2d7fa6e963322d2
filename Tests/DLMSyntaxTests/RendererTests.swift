import DLMSyntax
import Testing

@Suite struct RendererTests {
    static let file = SourceFile(
        path: "models/a.dlm",
        text: """
            block A(x: Int) {
                first = x |> Conv2d(3)
            \tsecond = "größe 漢字" + x

                four
                five
                six
                seven
                last = first + second
            }
            """)

    /// The span of the `nth` place (from 0) where `text` stands.
    static func span(_ text: String, _ nth: Int = 0, in file: SourceFile = file) -> Span {
        let wanted = Array(text.utf8)
        var left = nth
        for start in file.bytes.indices where file.bytes[start...].starts(with: wanted) {
            if left == 0 { return Span(file, start, start + wanted.count) }
            left -= 1
        }
        return Span(file, 0, 0)
    }

    static func render(_ diagnostic: Diagnostic) -> String {
        "\n" + DiagnosticRenderer().render(diagnostic)
    }

    /// The look the language's design sets, to the letter; gaps of a few lines stay unmarked.
    @Test func theAgreedLook() {
        let file = SourceFile(
            path: "models/resnet34.dlm",
            text: String(repeating: "\n", count: 26) + """
                        |> repeat 2 { |> BasicBlock(512) }



                    logits = embedding |> Linear(faces.classes)
                """)
        let diagnostic = Diagnostic.error(
            .needsKnownSize, "Linear needs the size of its last axis",
            at: Self.span("Linear", in: file), "wants Float[..., I]; the last axis is (W+7)//8"
        ).also(
            Self.span("repeat 2 { |> BasicBlock(512) }", in: file),
            "this is Float[B, 512, (H+7)//8, (W+7)//8]"
        ).help("pool the image first: |> globalAvgPool")
        #expect(
            Self.render(diagnostic) == """

                error[S012]: Linear needs the size of its last axis
                  --> models/resnet34.dlm:31:27
                   |
                27 |         |> repeat 2 { |> BasicBlock(512) }
                   |            ------------------------------- this is Float[B, 512, (H+7)//8, (W+7)//8]
                31 |     logits = embedding |> Linear(faces.classes)
                   |                           ^^^^^^ wants Float[..., I]; the last axis is (W+7)//8
                   |
                   = help: pool the image first: |> globalAvgPool

                """)
    }

    @Test func twoSpansInFileOrder() {
        let diagnostic = Diagnostic.error(
            .needsKnownSize, "Linear needs the size of its last axis", at: Self.span("second", 1),
            "wants Float[..., I]"
        ).also(Self.span("|> Conv2d(3)"), "this is Float[B]").help("pool first: |> globalAvgPool")
        #expect(
            Self.render(diagnostic) == """

                error[S012]: Linear needs the size of its last axis
                  --> models/a.dlm:9:20
                   |
                 2 |     first = x |> Conv2d(3)
                   |               ------------ this is Float[B]
                ...
                 9 |     last = first + second
                   |                    ^^^^^^ wants Float[..., I]
                   |
                   = help: pool first: |> globalAvgPool

                """)
    }

    @Test func spansShareALine() {
        let diagnostic = Diagnostic.error(
            .shapeMismatch, "these do not add", at: Self.span("+", 1), "cannot add"
        ).also(Self.span("first", 1), "3 channels").also(Self.span("second", 1), "4 channels")
        #expect(
            Self.render(diagnostic) == """

                error[S001]: these do not add
                  --> models/a.dlm:9:18
                   |
                 9 |     last = first + second
                   |            ----- ^ ------ 4 channels
                   |            |     |
                   |            |     cannot add
                   |            3 channels

                """)
    }

    @Test func tabsAndWideCharacters() {
        let diagnostic = Diagnostic.warning(
            .typeMismatch, "a string cannot be added", at: Self.span("+"), "here"
        ).also(Self.span("\"größe 漢字\""), "a string").note("strings join with `join`")
        #expect(
            Self.render(diagnostic) == """

                warning[T001]: a string cannot be added
                  --> models/a.dlm:3:22
                   |
                 3 |     second = "größe 漢字" + x
                   |              ------------ ^ here
                   |              |
                   |              a string
                   |
                   = note: strings join with `join`

                """)
    }

    @Test func severalLinesAndFiles() {
        let other = SourceFile(path: "b.dlm", text: "block A(y: Int) { y }\n")
        let whole = Span(Self.file, 0, Self.file.bytes.count)
        let diagnostic = Diagnostic.error(
            .duplicateName, "`A` is declared twice", at: whole, "again here"
        ).also(Self.span("A", in: other), "first here")
        #expect(
            Self.render(diagnostic) == """

                error[N002]: `A` is declared twice
                  --> models/a.dlm:1:1
                   |
                 1 | block A(x: Int) {
                   | ^^^^^^^^^^^^^^^^^ again here
                ...
                10 | }
                   | ^
                  --> b.dlm:1:7
                   |
                 1 | block A(y: Int) { y }
                   |       - first here

                """)
    }

    @Test func emptyAndMissingPlaces() {
        let empty = SourceFile(path: "e.dlm", text: "")
        let diagnostic = Diagnostic.error(.expectedExpression, "nothing", at: Span(empty, 5, 9))
        #expect(
            Self.render(diagnostic)
                == "\nerror[P002]: nothing\n  --> e.dlm:1:1\n   |\n 1 |\n   | ^\n")
    }

    /// Text from the program must not reach the terminal as control sequences.
    @Test func controlCharactersAreHarmless() {
        let file = SourceFile(path: "a\u{1B}.dlm", text: "x = \u{1B}[31m\u{7}")
        let diagnostic = Diagnostic.error(
            .strayCharacter, "bad \u{1B}[2J", at: Span(file, 4, 5), "\u{8}")
        let shown = DiagnosticRenderer().render(diagnostic)
        #expect(!shown.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    @Test func longLinesAreCut() {
        let text = String(repeating: "a + ", count: 5_000) + "b"
        let file = SourceFile(path: "l.dlm", text: text)
        let diagnostic = Diagnostic.error(
            .unknownName, "unknown", at: Span(file, 10_000, 10_001), "this")
        let lines = DiagnosticRenderer().render(diagnostic).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 200 })
        // The mark still stands under the character it speaks of.
        let mark = Array(lines[4]).firstIndex(of: "^")
        #expect(mark.map { Array(lines[3])[$0] } == "a")
    }

    /// A thousand mistakes on one long line do not cost a thousand times that line.
    @Test(arguments: ["a", "ä", "漢", "a\u{301}", "\t", "\u{1}"])
    func manyMistakesOnALongLine(_ letter: String) {
        let bytes = Array(repeating: Array((letter + " ").utf8), count: 50_000)
        let file = SourceFile(path: "l.dlm", bytes: bytes.flatMap(\.self))
        let width = bytes[0].count
        let places = stride(from: 0, to: file.bytes.count, by: width * 25)
        let shown = places.map { place in
            let diagnostic = Diagnostic.error(
                .unknownName, "unknown", at: Span(file, place, place + width - 1), "this")
            return DiagnosticRenderer().render(diagnostic).split(separator: "\n")
        }
        #expect(shown.count == 2000)
        #expect(shown.allSatisfy { $0.count == 5 && $0[3].unicodeScalars.count < 330 })
        #expect(shown[1000][4].contains("^ this"))
    }

    /// Nobody reads thousands of diagnostics; how many there are is said.
    @Test(arguments: [50, 51, 3000]) func onlyTheFirstAreShown(_ count: Int) {
        let file = SourceFile(path: "m.dlm", text: String(repeating: "a ", count: count))
        let all = (0..<count).map { place in
            Diagnostic.error(.unknownName, "no a", at: Span(file, 2 * place, 2 * place + 1))
        }
        let shown = DiagnosticRenderer().render(all)
        #expect(shown.split(separator: "error[N001]").count == 50)
        let rest = "\n\(count - 50) more are not shown: mend these first\n"
        #expect(shown.hasSuffix(rest) == (count > 50))
    }

    @Test func colourOnlyAddsEscapes() {
        let diagnostic = Diagnostic.error(
            .shapeMismatch, "these do not add", at: Self.span("+", 1), "cannot add"
        ).also(Self.span("first", 1), "3 channels").help("none")
        let coloured = DiagnosticRenderer(colour: true).render(diagnostic)
        #expect(coloured.contains("\u{1B}[1;31m"))
        #expect(
            coloured.replacing(#/\x{1B}\[[0-9;]*m/#, with: "")
                == DiagnosticRenderer().render(diagnostic))
    }
}
