import Testing

@testable import DLMSyntax

@Suite struct LexerTests {
    static func lex(_ text: String) -> TokenStream {
        Lexer.tokens(of: SourceFile(path: "t.dlm", text: text))
    }

    @Test(
        arguments: [
            ("x..<y", [.identifier, .rangeUpTo, .identifier]),
            ("0..<1", [.integer, .rangeUpTo, .integer]),
            ("...", [.ellipsis]), ("|>||", [.pipe, .orOr]),
            ("a-->b", [.identifier, .minus, .arrow, .identifier]),
            ("T~//2", [.identifier, .tilde, .slashSlash, .integer]), ("::", [.colon, .colon]),
            ("1.5e3.x", [.float, .dot, .identifier]), ("1e5", [.float]), ("x2", [.identifier]),
            ("if iffy", [.if, .identifier]), ("** * =>", [.starStar, .star, .fatArrow]),
            ("\"a # b\" # c", [.string]), ("! != ==", [.bang, .notEqual, .equal]),
        ] as [(String, [TokenKind])])
    func kinds(_ text: String, _ kinds: [TokenKind]) {
        let stream = Self.lex(text)
        #expect(stream.tokens.map(\.kind) == kinds + [.endOfFile])
        #expect(stream.diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("9223372036854775808", DiagnosticCode.numberTooLarge), ("1e999", .numberTooLarge),
        ("12abc", .malformedNumber), ("0x1F", .malformedNumber), ("1. ", .malformedNumber),
        ("10epochs", .malformedNumber), ("\"abc", .unterminatedString),
        ("\"a\nb", .unterminatedString),
        ("\"\\q\"", .unknownEscape), ("\"\\u{110000}\"", .unknownEscape), ("'a'", .foreignOperator),
        ("a := 1", .foreignOperator), ("a; b", .foreignOperator), ("a & b", .foreignOperator),
        ("a\n// b", .foreignComment), ("/* a", .foreignComment), ("$", .strayCharacter),
        ("größe", .strayCharacter), ("a × b", .strayCharacter), ("\u{0}", .strayCharacter),
    ])
    func mistakes(_ text: String, _ code: DiagnosticCode) {
        #expect(Self.lex(text).diagnostics.all.map(\.code).contains(code))
    }

    @Test func brokenUTF8IsReported() {
        for bytes in [[0xFF], [0x22, 0xC3, 0x22], [0x61, 0x20, 0xE2, 0x82]] as [[UInt8]] {
            let stream = Lexer.tokens(of: SourceFile(path: "t.dlm", bytes: bytes))
            #expect(stream.diagnostics.all.map(\.code) == [.invalidUTF8])
        }
    }

    @Test func oneWarningForTabs() {
        let stream = Self.lex("\tx = 1\n\ty\t= 2")
        #expect(stream.diagnostics.all.map(\.code) == [.tab])
        #expect(!stream.diagnostics.hasErrors)
    }

    @Test func byteOrderMarkAndLineEndings() {
        let stream = Self.lex("\u{FEFF}a\r\nb\r\n")
        #expect(stream.tokens.map(\.kind) == [.identifier, .identifier, .endOfFile])
        #expect(stream.tokens.map(\.newlineBefore) == [true, true, true])
    }

    @Test func hugeFilesAreRefused() {
        let file = SourceFile(
            path: "t.dlm", bytes: [UInt8](repeating: 0x61, count: Lexer.largestFile + 1))
        let stream = Lexer.tokens(of: file)
        #expect(stream.diagnostics.all.map(\.code) == [.fileTooLarge])
        #expect(stream.tokens.count == 1)
    }
}
