import DLMTypes
import Glibc
import Testing

@testable import DLMData
@testable import DLMSystem

@Suite struct SourceTests {
    /// Opens a source by its name.
    static func open(_ name: String, _ arguments: [String: String]) throws -> any SampleSource {
        let type = try #require(DataCatalog.source(name))
        let values = arguments.mapValues { StaticValue.path($0) }
        return try type.open(DataArguments(values, for: type.signature), Host())
    }

    @Test func imageFolderReadsClassesInOrder() throws {
        let folder = try TestFolder()
        let color = try Fixture.bytes("color.jpg")
        for name in ["b/2.jpg", "b/10.JPG", "a/x.jpeg", ".hidden/x.jpg"] {
            try folder.write(name, color)
        }
        try folder.write("b/notes.txt", [1])
        try folder.write("readme.md", [1])
        let source = try SourceTests.open("imageFolder", ["path": folder.path + "/"])
        #expect(source.count == 3)
        #expect(source.facts.strings("classNames") == ["a", "b"])
        #expect(source.facts.integer("classes") == 2)
        #expect(source.facts.integer("height") == 29)
        #expect(source.facts.integer("width") == 23)
        let samples = try (0..<3).map { try source.load($0) }
        let names = samples.map { if case .string(let name) = $0.values[2] { name } else { "" } }
        #expect(names == ["a/x.jpeg", "b/10.JPG", "b/2.jpg"])
        #expect(samples.map { $0.values[1].array?.doubles } == [[0], [1], [1]])
        #expect(samples[0].values[0].array?.shape == [3, 29, 23])
    }

    @Test func imageFolderNamesWhatIsWrong() throws {
        let folder = try TestFolder()
        let color = try Fixture.bytes("color.jpg")
        let none = dataError { _ = try SourceTests.open("imageFolder", ["path": folder.path]) }
        #expect(none?.problem == "has no folders in it")
        try folder.write("a/x.jpg", color)
        try folder.write("b/x.txt", color)
        let empty = dataError { _ = try SourceTests.open("imageFolder", ["path": folder.path]) }
        #expect(empty?.path == "\(folder.path)/b" && empty?.problem == "has no images in it")
        try folder.write("b/x.png", color)
        let foreign = dataError { _ = try SourceTests.open("imageFolder", ["path": folder.path]) }
        #expect(foreign?.path == "\(folder.path)/b/x.png")
        let missing = dataError {
            _ = try SourceTests.open("imageFolder", ["path": "\(folder.path)/none"])
        }
        #expect(missing?.reason == .missing)
        let file = dataError {
            _ = try SourceTests.open("imageFolder", ["path": "\(folder.path)/a/x.jpg"])
        }
        #expect(file?.problem == "is not a folder")
    }

    @Test func anUnreadableFileIsNamed() throws {
        let folder = try TestFolder()
        // A link to itself can be read by nobody, not even by the administrator.
        let loop = "\(folder.path)/a/loop.jpg"
        try folder.write("a/x.jpg", try Fixture.bytes("color.jpg"))
        #expect(symlink(loop, loop) == 0)
        let error = dataError { _ = try SourceTests.open("imageFolder", ["path": folder.path]) }
        #expect(error?.reason == .inaccessible && error?.path == loop)
        let path = try folder.write("b/x.jpg", try Fixture.bytes("color.jpg"))
        chmod(path, 0)
        guard geteuid() != 0 else { return }
        let forbidden = dataError { _ = try JPEG.read(path, in: SystemFiles()) }
        #expect(forbidden?.problem == "permission denied")
    }

    @Test func refusesToOpenWithoutPermission() {
        let error = DataError.system(EACCES, "x.jpg", doing: "read")
        #expect(error.description == "x.jpg: permission denied; check who may read it")
    }

    @Test func imagesAreInOrderOfTheirNames() throws {
        let folder = try TestFolder()
        for name in ["2.jpg", "10.jpg", "1.jpg"] {
            try folder.write(name, try Fixture.bytes("gray.jpg"))
        }
        let source = try SourceTests.open("images", ["path": folder.path])
        let names = try (0..<3).map { index in
            if case .string(let name) = try source.load(index).values[1] { name } else { "" }
        }
        #expect(names == ["1.jpg", "10.jpg", "2.jpg"])
        let empty = try TestFolder()
        let error = dataError { _ = try SourceTests.open("images", ["path": empty.path]) }
        #expect(error?.problem == "has no images in it")
    }

    @Test func pairsAreRelativeToTheirList() throws {
        let folder = try TestFolder()
        try folder.write("dev/a.jpg", try Fixture.bytes("color.jpg"))
        try folder.write("dev/b.jpg", try Fixture.bytes("gray.jpg"))
        let list = "dev/a.jpg dev/b.jpg 0\r\n\ndev/b.jpg dev/b.jpg 1\n"
        let path = try folder.write("pairs.txt", Array(list.utf8))
        let source = try SourceTests.open("imagePairs", ["path": path])
        #expect(source.count == 2)
        let sample = try source.load(1)
        #expect(sample.values[2].array?.doubles == [1])
        #expect(sample.values[0].array?.doubles == sample.values[1].array?.doubles)
        for bad in ["", "dev/a.jpg 1", "dev/a.jpg dev/b.jpg 2", "a b c d"] {
            let path = try folder.write("bad.txt", Array(bad.utf8))
            #expect(dataError { _ = try SourceTests.open("imagePairs", ["path": path]) } != nil)
        }
    }

    @Test func idxReadsImagesAndLabels() throws {
        let folder = try TestFolder()
        let images = try folder.write("i", IDXFileTests.compressed)
        let labels = try folder.write("l", [0, 0, 8, 1, 0, 0, 0, 2, 4, 1])
        let source = try SourceTests.open("idx", ["images": images, "labels": labels])
        #expect(source.count == 2 && source.facts.integer("classes") == 5)
        let sample = try source.load(1)
        #expect(sample.values[0].array?.doubles == [18, 21, 24, 27, 30, 33])
        #expect(sample.values[0].array?.shape == [1, 2, 3])
        #expect(sample.values[1].array?.doubles == [1])
        let swapped = dataError {
            _ = try SourceTests.open("idx", ["images": labels, "labels": images])
        }
        #expect(swapped?.path == labels)
        let short = try folder.write("s", [0, 0, 8, 1, 0, 0, 0, 1, 4])
        let uneven = dataError {
            _ = try SourceTests.open("idx", ["images": images, "labels": short])
        }
        #expect(uneven?.reason == .inconsistent)
    }

    @Test(.enabled(if: SystemFiles().isFolder(FashionMNIST.folder)))
    func fashionMnistIsWhatItsPaperSays() throws {
        let arguments = DataArguments([:], for: FashionMNIST.signature)
        let folder = try FashionMNIST.resolve(arguments, host: Host())
        let files = [
            "images": "\(folder)/t10k-images-idx3-ubyte.gz",
            "labels": "\(folder)/t10k-labels-idx1-ubyte.gz",
        ]
        let source = try SourceTests.open("idx", files)
        #expect(source.count == 10_000 && source.facts.integer("classes") == 10)
        #expect(source.facts.integer("height") == 28 && source.facts.integer("width") == 28)
        #expect(try source.load(0).values[1].array?.doubles == [9])
    }

    @Test func fieldsAreKnownWithoutFiles() throws {
        for type in DataCatalog.sources {
            var facts = FactSymbols(block: "faces")
            let values = Dictionary(
                uniqueKeysWithValues: type.signature.parameters.map {
                    ($0.name, StaticValue.path("/nowhere"))
                })
            let fields = try type.fields(DataArguments(values, for: type.signature), facts: &facts)
            let image = try #require(fields.first?.tensorType)
            #expect(image.description.hasSuffix("faces.height, faces.width]"))
            #expect(image.shape[1].symbol?.role == .fact)
        }
    }
}
