import DiagnosticSuite
import Glibc
import Testing

@testable import DLMLanguage

/// The pages made from the library are in step with it.
@Suite struct ReferencePageTests {
    @Test func libraryPage() throws {
        try compare("library.md", ReferencePage().text)
    }

    @Test func torchPage() throws {
        let names = try TorchNames()
        #expect(names.problems == [])
        try compare("torch.md", names.page)
    }

    /// Compares a page with its text; with `DLM_WRITE_REFERENCE` set, writes it.
    private func compare(_ name: String, _ wanted: String) throws {
        let path = ReferenceFiles.path("docs/reference/\(name)")
        let isWriting = getenv("DLM_WRITE_REFERENCE") != nil
        if isWriting { try ReferenceFiles.write(path, wanted) }
        let text = String(decoding: SuiteFolder.read(path) ?? [], as: UTF8.self)
        #expect(text == wanted, "run `make reference`: docs/reference/\(name) is out of date")
    }
}

/// Files of the checkout.
enum ReferenceFiles {
    static func path(_ file: String) -> String {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/") + "/" + file
    }

    struct Unwritable: Error { let path: String }

    static func write(_ path: String, _ text: String) throws {
        guard let file = fopen(path, "wb") else { throw Unwritable(path: path) }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Unwritable(path: path)
        }
    }
}
