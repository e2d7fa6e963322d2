import DLMSyntax
import DiagnosticSuite
import Testing

/// Thousands of damaged programs: the parser must end, and must not trap, whatever it reads.
@Suite struct FuzzTests {
    /// SplitMix64.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static let pieces: [[UInt8]] =
        [
            "(", ")", "[", "]", "{", "}", "|>", "=>", "=", ":", ",", "\n", "if", "else", "repeat",
            "let",
            "\"", "\\", "#", "##", ".", "...", "..<", "~", "->", "-", "**", "//", "/*", "1e", "é",
            "parameter",
            "block X", "train A on", "for", "in", "\u{0}", "\t", "as", "0.", "?", "@", "$",
            "import",
            "\n}\n", "=> |>", "{ a =>", "not ", "write \"", "def f(x):", "\r\n",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82]]

    static func damaged(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { break }
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0...24, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes[start] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes.removeSubrange((end - start > 20 ? start : bytes.count)...)
            case 3:
                let copy = Array(bytes[start..<end])
                bytes.insert(
                    contentsOf: copy, at: Int.random(in: 0...bytes.count, using: &generator))
            default:
                bytes.insert(
                    contentsOf: pieces.randomElement(using: &generator) ?? [], at: start)
            }
        }
        return bytes
    }

    @Test(arguments: SamplePrograms.all.indices)
    func damagedProgramsParse(_ sample: Int) {
        var generator = Generator(state: UInt64(sample) + 1)
        let original = Array(SamplePrograms.all[sample].utf8)
        var reported = 0
        for round in 0..<600 {
            let bytes = Self.damaged(original, &generator)
            let source = SourceFile(path: "fuzz.dlm", bytes: bytes)
            let result = round % 2 == 0 ? ParsedFile.parse(source) : ParsedFile.parsePrompt(source)
            check(result, source)
            if result.diagnostics.hasErrors { reported += 1 }
        }
        #expect(reported > 300)
    }

    /// Tokens in any order, without a program around them.
    @Test func randomTokensParse() {
        var generator = Generator(state: 99)
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                bytes += Self.pieces.randomElement(using: &generator) ?? []
                if Bool.random(using: &generator) { bytes.append(UInt8(ascii: " ")) }
            }
            let source = SourceFile(path: "fuzz.dlm", bytes: bytes)
            check(ParsedFile.parse(source), source)
        }
    }

    /// Spans lie in the file, an error node never goes without a diagnostic, and all of it prints.
    private func check(_ result: (file: ParsedFile, diagnostics: Diagnostics), _ source: SourceFile)
    {
        let dump = ASTDump.dump(result.file)
        if dump.contains("<error>") {
            #expect(result.diagnostics.hasErrors, "\(source.text)")
        }
        for declaration in result.file.declarations {
            #expect(declaration.span.upper <= source.bytes.count)
        }
        let shown = DiagnosticRenderer().render(result.diagnostics.all)
        #expect(shown.isEmpty == result.diagnostics.isEmpty)
        #expect(!shown.unicodeScalars.contains("\u{1B}"))
    }
}
