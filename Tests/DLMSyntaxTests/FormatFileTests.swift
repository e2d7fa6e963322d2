import DLMSyntax
import DiagnosticSuite
import Testing

/// The canonical form of the project's own programs, and of damaged ones.
@Suite struct FormatFileTests {
    @Test(arguments: FormatSupport.files)
    func filesAreCanonical(_ source: SourceFile) {
        let text = Formatter.format(source).text
        #expect(text == source.text, "run `dlm fmt \(source.path)`")
    }

    @Test func filesAreFound() {
        #expect(FormatSupport.files.count >= 60)
    }

    @Test(arguments: SamplePrograms.all)
    func samplesKeepTheirMeaning(_ text: String) throws {
        let once = try #require(FormatSupport.format(text))
        #expect(FormatSupport.meaning(once) == FormatSupport.meaning(text))
        #expect(FormatSupport.format(once) == once)
    }

    /// Blanks put in and taken out, lines broken: whatever still parses keeps its meaning, and the
    /// canonical form is its own.
    @Test(arguments: FormatSupport.files.indices)
    func shakenFilesSettle(_ file: Int) {
        var generator = FuzzTests.Generator(state: UInt64(file) + 7)
        for _ in 0..<5 {
            let bytes = Self.shaken(FormatSupport.files[file].bytes, &generator)
            Self.check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: SamplePrograms.all.indices)
    func damagedProgramsSettle(_ sample: Int) {
        var generator = FuzzTests.Generator(state: UInt64(sample) + 1)
        let original = Array(SamplePrograms.all[sample].utf8)
        for _ in 0..<400 {
            let bytes = FuzzTests.damaged(original, &generator)
            Self.check(String(decoding: bytes, as: UTF8.self))
        }
    }

    static func check(_ text: String) {
        #expect(FormatCheck.problems(SourceFile(path: "a.dlm", text: text)) == [], "\(text)")
    }

    /// The same tokens at other places.
    static func shaken(_ bytes: [UInt8], _ generator: inout FuzzTests.Generator) -> [UInt8] {
        var shaken: [UInt8] = []
        for byte in bytes {
            shaken.append(byte)
            let chance = Int.random(in: 0..<100, using: &generator)
            switch byte {
            case UInt8(ascii: " "):
                if chance < 20 { shaken.removeLast() }
                if chance > 80 { shaken += Array(repeating: byte, count: chance - 80) }
            case UInt8(ascii: "\n"):
                if chance < 8 { shaken.append(byte) }
                if chance > 92 { shaken += Array(repeating: UInt8(ascii: " "), count: chance - 90) }
            case UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "="):
                if chance < 6 { shaken.append(UInt8(ascii: "\n")) }
                if chance > 92 { shaken.append(UInt8(ascii: " ")) }
            default: break
            }
        }
        return shaken
    }
}
