import DLMSystem
import DLMTypes
import Glibc
import Testing

@testable import DLMData

@Suite struct SampleFacesTests {
    @Test func writesTheFolderOnceAndUsesItAgain() throws {
        let folder = try TestFolder()
        let set = FaceSet(people: 3, size: 16)
        let path = "\(folder.path)/cache/\(set.name)"
        let files = SystemFiles()
        try CacheFolder.make(path, files) { try set.write(to: $0, in: files) }
        #expect(try SystemFiles().entries("\(folder.path)/cache").map(\.name) == [set.name])
        let train = try SourceTests.open("imageFolder", ["path": "\(path)/train_data"])
        let valid = try SourceTests.open("imageFolder", ["path": "\(path)/val_data"])
        #expect(train.count == 3 * FaceSet.trainPictures)
        #expect(valid.count == 3 * FaceSet.validPictures)
        #expect(train.facts == valid.facts)
        #expect(train.facts.integer("height") == 16)
        let test = try SourceTests.open("images", ["path": "\(path)/test_data"])
        #expect(test.count == 3 * FaceSet.testPictures)
        let pairs = try SourceTests.open(
            "imagePairs", ["path": "\(path)/verification_pairs_dev.txt"])
        let same = try (0..<pairs.count).map { try pairs.load($0).values[2].array?.doubles == [1] }
        #expect(same.filter { $0 }.count * 2 == pairs.count)
    }

    @Test func aFailedDrawingLeavesNothing() throws {
        let folder = try TestFolder()
        #expect(throws: DataError.self) {
            try CacheFolder.make("\(folder.path)/a", SystemFiles()) { _ in
                throw DataError(.inaccessible, "x", "the disk is full")
            }
        }
        #expect(try SystemFiles().entries(folder.path).isEmpty)
    }

    @Test func aCacheThatCannotBeMadeNamesTheWayOut() throws {
        let folder = try TestFolder()
        try folder.write("file", [1])
        let error = #expect(throws: DataError.self) {
            try CacheFolder.make("\(folder.path)/file/dlm/a", SystemFiles()) { _ in }
        }
        #expect(error?.help?.contains("XDG_CACHE_HOME") == true)
        #expect(error?.path == "\(folder.path)/file/dlm/a")
    }

    @Test func whatAKilledProcessBeganIsDeleted() throws {
        let folder = try TestFolder()
        // No process has the largest number: the system's limit is far below.
        let (dead, alive) = ("a.\(Int32.max).partial", "a.1.partial")
        for name in [dead, alive, "a.x.partial"] {
            try folder.write("\(name)/picture.jpg", [1])
        }
        try folder.write("elsewhere/kept", [1])
        symlink("\(folder.path)/elsewhere", "\(folder.path)/\(dead)/link")
        try CacheFolder.make("\(folder.path)/a", SystemFiles()) { _ in }
        #expect(SystemFiles().exists("\(folder.path)/elsewhere/kept"))
        #expect(
            try SystemFiles().entries(folder.path).map(\.name) == [
                "a", alive, "a.x.partial", "elsewhere",
            ])
    }

    @Test func picturesDependOnPersonAndKeyOnly() {
        let person = FaceIdentity(4)
        let key = RandomKey(seed: 1)
        let first = FaceDrawing.image(person: person, size: 32, key: key)
        #expect(FaceDrawing.image(person: person, size: 32, key: key).doubles == first.doubles)
        let other = FaceDrawing.image(person: person, size: 32, key: key.child(1))
        #expect(other.doubles != first.doubles)
    }

    /// In one pose, every two of the people of the default set look different.
    @Test func peopleAreTellable() {
        let pictures: [[Double]] = (0..<20).map { number in
            let key = RandomKey(seed: 2)
            return FaceDrawing.image(person: FaceIdentity(number), size: 24, key: key).doubles
        }
        for first in 0..<20 {
            for second in 0..<first {
                let difference =
                    zip(pictures[first], pictures[second])
                    .reduce(0.0) { $0 + abs($1.0 - $1.1) } / Double(pictures[first].count)
                #expect(difference > 4, "\(first) and \(second): \(difference)")
            }
        }
    }

    @Test(arguments: [("people", 1), ("people", 1_000), ("size", 8), ("size", 100_000)])
    func refusesArguments(parameter: String, value: Int) {
        let arguments = DataArguments([parameter: .int(Dim(value))], for: SampleFaces.signature)
        #expect(throws: DataArgumentError.self) {
            try SampleFaces.resolve(arguments, host: Host())
        }
    }
}
