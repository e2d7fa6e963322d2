import DLMSystem
import Glibc
import Testing

/// What holds for the system's files holds for those in memory.
@Suite struct FileSystemTests {
    private func write(_ text: String, _ path: String, _ files: any FileSystem) throws {
        let file = try files.create(path, keepingMode: false)
        try Array(text.utf8).withUnsafeBytes { try file.write($0) }
        try file.commit()
    }

    private func text(_ path: String, _ files: any FileSystem) throws -> String? {
        try files.contents(path, limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func aDeviceIsNotReplaced() throws {
        try Place.system.with { files, folder in
            let path = "\(folder)/queue"
            try #require(mkfifo(path, 0o600) == 0)
            #expect(throws: DataError.self) { try write("text", path, files) }
            #expect(files.kind(path) == .other)
            #expect(try files.entries(folder).map(\.name) == ["queue"])
        }
    }

    @Test(arguments: Place.allCases) func aFileAppearsWhole(place: Place) throws {
        try place.with { files, folder in
            let path = "\(folder)/a.txt"
            try write("old", path, files)
            do {
                let file = try files.create(path, keepingMode: false)
                try [UInt8(1)].withUnsafeBytes { try file.write($0) }
                #expect(try text(path, files) == "old")
            }
            #expect(try files.entries(folder).map(\.name) == ["a.txt"])
            try write("new and longer", path, files)
            #expect(try text(path, files) == "new and longer")
            let open = try files.open(path)
            var bytes = [UInt8](repeating: 0, count: 20)
            let count = try bytes.withUnsafeMutableBytes { try open.read(into: $0, at: 4) }
            #expect(open.size == 14 && count == 10)
            #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "and longer")
        }
    }

    @Test(arguments: Place.allCases) func whatIsMissingIsSaid(place: Place) throws {
        try place.with { files, folder in
            #expect(try text("\(folder)/none", files) == nil)
            func reason(_ work: () throws -> Void) -> DataError.Reason? {
                (#expect(throws: DataError.self) { try work() })?.reason
            }
            #expect(reason { _ = try files.open("\(folder)/none") } == .missing)
            #expect(reason { _ = try files.open(folder) } == .inaccessible)
            #expect(reason { _ = try files.entries("\(folder)/none") } == .missing)
            #expect(
                reason { _ = try files.create("\(folder)/x/y", keepingMode: false) } == .missing)
            #expect(reason { try files.append([1], to: "\(folder)/x/y") } == .missing)
            #expect(reason { try files.requireWritable("\(folder)/x") } == .missing)
            try write("abc", "\(folder)/a", files)
            #expect(reason { _ = try files.contents("\(folder)/a", limit: 2) } == .tooLarge)
            #expect(reason { _ = try files.entries("\(folder)/a") } == .inaccessible)
            #expect(reason { try files.makeFolder("\(folder)/a/b") } != nil)
            try files.remove("\(folder)/none")
        }
    }

    @Test(arguments: Place.allCases) func foldersAreMadeListedAndFilled(place: Place) throws {
        try place.with { files, folder in
            try files.makeFolder("\(folder)/b/c")
            try files.makeFolder("\(folder)/b/c")
            try files.write([1], to: "\(folder)/b/10")
            try files.write([1], to: "\(folder)/b/9")
            try files.write([1], to: "\(folder)/b/.hidden")
            #expect(try files.entries("\(folder)/b").map(\.name) == ["10", "9", "c"])
            #expect(try files.entries("\(folder)/b").map(\.isFolder) == [false, false, true])
            #expect(files.kind("\(folder)/b") == .folder && files.kind("\(folder)/b/9") == .file)
            #expect(files.kind("\(folder)/none") == nil)
            try files.makeFolder("\(folder)/whole") { inside in
                #expect(!files.exists("\(folder)/whole"))
                try files.makeFolder("\(inside)/sub")
                try files.write([1, 2], to: "\(inside)/sub/x")
            }
            #expect(try files.contents("\(folder)/whole/sub/x", limit: 9) == [1, 2])
            struct Stop: Error {}
            #expect(throws: Stop.self) {
                try files.makeFolder("\(folder)/half") { inside in
                    try files.write([1], to: "\(inside)/x")
                    throw Stop()
                }
            }
            #expect(try files.entries(folder).map(\.name) == ["b", "whole"])
        }
    }

    @Test(arguments: Place.allCases) func filesMoveGrowAndGo(place: Place) throws {
        try place.with { files, folder in
            let path = "\(folder)/log"
            try files.append([1], to: path)
            try files.append([2, 3], to: path)
            #expect(try files.contents(path, limit: 9) == [1, 2, 3])
            try files.write([9], to: "\(folder)/other")
            try files.move(path, to: "\(folder)/other")
            #expect(try files.contents("\(folder)/other", limit: 9) == [1, 2, 3])
            #expect(!files.exists(path))
            #expect(throws: DataError.self) { try files.move(path, to: "\(folder)/x") }
            try files.remove("\(folder)/other")
            #expect(try files.entries(folder).isEmpty)
        }
    }

    @Test(arguments: Place.allCases) func aClaimIsOnesOwnUntilItIsReleased(place: Place) throws {
        try place.with { files, folder in
            let path = "\(folder)/.lock"
            let first = try files.claim(path)
            #expect(throws: FileClaimed.self) { _ = try files.claim(path) }
            first.release()
            let second = try files.claim(path)
            // A second release is not the next owner's.
            first.release()
            #expect(throws: FileClaimed.self) { _ = try files.claim(path) }
            second.release()
        }
    }

    @Test func memoryKnowsAPathHoweverItIsWritten() throws {
        let files = MemoryFiles(["a/b.txt": "x"])
        for path in ["a/b.txt", "./a//b.txt", "/a/c/../b.txt"] {
            #expect(files[path] == Array("x".utf8), "\(path)")
        }
        #expect(files.paths == ["a/b.txt"])
        #expect(files.isFolder("a") && files.isFolder("."))
    }
}
