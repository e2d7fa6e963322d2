import DLM
import Testing

/// The code of the documentation is compiled and run: `DocumentationCode.swift` is made of it.
@Suite struct DocumentationTests {
    private static let root =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let page = "\(root)/Tests/DLMTests/DocumentationCode.swift"

    /// One function an article: its code blocks in order, and what is between `<!--swift` and
    /// `-->`, which readers do not see.
    private static func code() throws -> String {
        let folder = "\(root)/Sources/DLM/DLM.docc"
        var text = """
            // swift-format-ignore-file
            // Made from Sources/DLM/DLM.docc by `make reference`; the articles are what to edit.
            import DLM
            import Synchronization
            import Testing

            @Suite struct DocumentationCode {

            """
        for entry in try SystemFiles().entries(folder) where entry.name.hasSuffix(".md") {
            let bytes = try SystemFiles().contents("\(folder)/\(entry.name)", limit: 1 << 20) ?? []
            let name = entry.name.dropLast(3)
            text +=
                "    @Test func \(name.prefix(1).lowercased() + name.dropFirst())() async throws {\n"
            var isCode = false
            for line in String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                if isCode {
                    isCode = line != "```" && line != "-->"
                    if isCode { text += line.isEmpty ? "\n" : "        \(line)\n" }
                } else {
                    isCode = line == "```swift" || line == "<!--swift"
                }
            }
            text += "    }\n\n"
        }
        return text.dropLast() + "}\n"
    }

    @Test func theCodeIsThatOfTheArticles() throws {
        let wanted = try Self.code()
        let files = SystemFiles()
        if Host.systemEnvironment("DLM_WRITE_REFERENCE") != nil {
            let file = try files.create(Self.page, keepingMode: true)
            try Array(wanted.utf8).withUnsafeBytes { try file.write($0) }
            try file.commit()
        }
        let found = try files.contents(Self.page, limit: 1 << 20) ?? []
        #expect(
            String(decoding: found, as: UTF8.self) == wanted,
            "run make reference, and look at what changed")
    }
}
