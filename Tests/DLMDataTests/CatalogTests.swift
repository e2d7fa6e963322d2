import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct CatalogTests {
    /// Names in the signatures of the Swift files of a folder.
    func declaredNames(_ folder: String, conforming marker: String) throws -> Set<String> {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(tests)/Sources/DLMData/\(folder)"
        var names: Set<String> = []
        for entry in try SystemFiles().entries(path) where entry.name.hasSuffix(".swift") {
            let bytes = try InputFile.bytes(
                "\(path)/\(entry.name)", limit: 1 << 20, in: SystemFiles())
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.contains(": \(marker) {") else { continue }
            let after = try #require(
                text.split(separator: "Signature(\n        \"").dropFirst().first)
            names.insert(String(after.prefix { $0 != "\"" }))
        }
        return names
    }

    @Test func everyFileIsListed() throws {
        let sources = try declaredNames("Sources", conforming: "DataSource")
        #expect(sources == Set(DataCatalog.sources.map { $0.signature.name }))
        let transforms = try declaredNames("Transforms", conforming: "DataTransform")
        #expect(transforms == Set(DataCatalog.transforms.map { $0.signature.name }))
        let paths = try declaredNames("Paths", conforming: "PathFunction")
            .union(declaredNames("Faces", conforming: "PathFunction"))
        #expect(paths == Set(DataCatalog.pathFunctions.map { $0.signature.name }))
    }

    @Test func signaturesAreDocumented() {
        let signatures =
            DataCatalog.sources.map { $0.signature }
            + DataCatalog.transforms.map { $0.signature }
            + DataCatalog.pathFunctions.map { $0.signature }
        #expect(Set(signatures.map(\.name)).count == signatures.count)
        for signature in signatures {
            #expect(signature.documentation.count > 40, "\(signature.name)")
            #expect(signature.example.contains(signature.name), "\(signature.name)")
            #expect(!signature.documentation.contains("  "), "\(signature.name)")
        }
    }

    @Test func factsReturnFromJSON() throws {
        let facts = DataFacts([
            "classes": .integer(2), "classNames": .strings(["a", "\"b\""]), "none": .strings([]),
            "means": .numbers([0.1, 2, -1e-300]),
        ])
        let text = facts.json.text
        #expect(DataFacts(json: try JSONValue(parsing: Array(text.utf8))) == facts)
        for bad in [
            "[]", "{\"a\":null}", "{\"a\":[1]}", "{\"a\":{}}", "{\"a\":{\"numbers\":[null]}}",
        ] {
            #expect(DataFacts(json: try JSONValue(parsing: Array(bad.utf8))) == nil)
        }
    }

    @Test func factsOfTwoPartsMustFit() throws {
        let train = DataFacts([
            "classes": .integer(2), "classNames": .strings(["a", "b"]), "height": .integer(64),
        ])
        let same = DataFacts(["classes": .integer(2), "classNames": .strings(["a", "b"])])
        #expect(try train.merging(same).get() == train)
        let fewer = DataFacts(["classes": .integer(1), "classNames": .strings(["a"])])
        let clash = #expect(throws: DataFacts.Conflict.self) { try train.merging(fewer).get() }
        #expect(clash?.description == "the class \"b\" is only in the first")
        let smaller = DataFacts(["height": .integer(32)])
        let sizes = #expect(throws: DataFacts.Conflict.self) { try train.merging(smaller).get() }
        #expect(sizes?.description == "height is 64 in the first and 32 in the second")
        // Labels without names: the larger count stands, whichever part has it.
        let nine = DataFacts(["classes": .integer(9)])
        let ten = DataFacts(["classes": .integer(10)])
        #expect(try nine.merging(ten).get() == ten)
        #expect(try ten.merging(nine).get() == ten)
        // Where one part has names, the labels of the other must not go beyond them.
        #expect(try train.merging(DataFacts(["classes": .integer(1)])).get() == train)
        for (a, b) in [(train, nine), (nine, train)] {
            let clash = #expect(throws: DataFacts.Conflict.self) { try a.merging(b).get() }
            #expect(clash?.fact == "classes")
        }
        let many = DataFacts(["classNames": .strings(["c", "d"])])
        let both = #expect(throws: DataFacts.Conflict.self) { try train.merging(many).get() }
        #expect(
            both?.description
                == "the classes \"a\" and 1 more are only in the first, "
                + "the classes \"c\" and 1 more are only in the second")
        #expect(train.conflicts(withStored: fewer).count == 2)
        #expect(train.conflicts(withStored: same).isEmpty)
    }
}
