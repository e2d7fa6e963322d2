import DLMSystem
import Testing

@testable import DLMData

@Suite struct TextFileTests {
    @Test func quotesWhatNeedsIt() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.csv"
        let file = try CSVFile(path, header: ["id", "label"], in: SystemFiles())
        try file.write(["1", "plain"])
        try file.write(["a,b", "say \"hi\""])
        try file.write(["line\nend", "carriage\r\nreturn"])
        try file.write(["alone"])
        try file.write(["x", "y", "dropped"])
        #expect(
            dataError { _ = try InputFile.bytes(path, limit: 10, in: SystemFiles()) }?.reason
                == .missing)
        try file.commit()
        let text = String(
            decoding: try InputFile.bytes(path, limit: 1_000, in: SystemFiles()), as: UTF8.self)
        let expected =
            "id,label\r\n1,plain\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n"
            + "\"line\nend\",\"carriage\r\nreturn\"\r\nalone,\r\nx,y\r\n"
        #expect(Array(text.utf8) == Array(expected.utf8))
    }

    @Test func aLoneEmptyCellIsNoBlankLine() {
        #expect(CSVFile.line([""]) == "\"\"\r\n")
    }

    @Test(arguments: [
        "null", "true", "[]", "{}", "-12", "0.5", "[1,[2,{\"a\":\"b\"}]]", "\"\\u0001\\\"\\\\\\n\"",
        "9223372036854775807",
    ])
    func jsonReturnsAsItWas(text: String) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)).text == text)
    }

    @Test(arguments: [
        "", " ", "nul", "[1,]", "{\"a\"}", "{\"a\":1,\"a\":2}", "01", "+1", "1.e5x", "\"",
        "\"\\x\"",
        "\"\\u12\"", "[1 2]", "1 2", "\"\u{1}\"", "--1", "1e999", "\"\\ud800\\u0041\"", "{1:2}",
    ])
    func jsonRefuses(text: String) {
        #expect(throws: JSONValue.SyntaxError.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test func jsonReadsEscapes() throws {
        let text = #""\u0041\ud83d\ude00\/\b\f""#
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value.string == "A😀/\u{8}\u{C}")
        #expect(throws: JSONValue.SyntaxError.self) {
            try JSONValue(parsing: [0x22, 0xFF, 0xFE, 0x22])
        }
    }
}
