import DLMTypes
import Testing

@testable import DLMTensor

/// The catalogue is complete and in order.
@Suite struct OpCatalogTests {
    @Test("every entry written under Ops is listed")
    func everyFileIsListed() {
        let files = TestFiles.swiftFiles(under: "Sources/DLMTensor/Ops")
        #expect(files.count > 50)
        let list = String(
            decoding: TestFiles.bytes("Sources/DLMTensor/Graph/OpCatalogEntries.swift"),
            as: UTF8.self)
        for file in files {
            let text = String(decoding: TestFiles.bytes(file), as: UTF8.self)
            let parts = text.components(after: "extension OpEntry {")
            let definitions = parts.flatMap { $0.components(after: "\n    static let ") }
            let names: [String] = definitions.map { String($0.prefix { $0 != " " }) }
            for name in names {
                #expect(
                    list.contains(".\(name),") || list.contains(".\(name)\n"),
                    "\(file): add .\(name) to OpCatalogEntries.swift")
            }
            #expect(
                !names.isEmpty || text.contains("Operation {"),
                "\(file) holds neither an operation nor a catalogue entry")
        }
    }

    @Test func namesAreUnique() {
        let names = OpCatalog.entries.map(\.signature.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(OpCatalog.entry(name)?.signature.name == name) }
    }

    @Test(
        "every entry is documented and has an example and a sample",
        arguments: OpCatalog.entries.map(\.signature.name))
    func documentation(_ name: String) throws {
        let entry = try #require(OpCatalog.entry(name))
        #expect(entry.signature.documentation.hasSuffix("."))
        #expect(entry.signature.example.contains(name))
        #expect(!entry.samples.isEmpty)
        for sample in entry.samples {
            #expect(sample.arguments.count == entry.signature.parameters.count)
        }
    }

    @Test("every scalar instruction is used by an operation")
    func scalarCodes() throws {
        var used: Set<ScalarCode> = []
        for sample in SampleCase.all {
            let results = try sample.build(sample.placeholders())
            for node in Node.inOrder(results.map(\.node)) {
                if let operation = node.operation as? any ElementwiseOperation {
                    used.insert(operation.code)
                }
            }
        }
        #expect(Set(ScalarCode.allCases).subtracting(used) == [])
    }
}

extension String {
    /// What follows each occurrence of a separator, up to the next.
    fileprivate func components(after separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            rest = rest[range.upperBound...]
            let end = rest.firstRange(of: separator)?.lowerBound ?? rest.endIndex
            parts.append(String(rest[..<end]))
        }
        return parts
    }
}
