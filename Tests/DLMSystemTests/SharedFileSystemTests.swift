import DLMSystem
import Testing

/// What several users of one file system may count on, and what is refused.
@Suite struct SharedFileSystemTests {
    @Test(arguments: Place.allCases) func twoWhoFillOneFolderDoNotDisturbEachOther(place: Place)
        throws
    {
        try place.with { files, folder in
            let path = "\(folder)/faces"
            try files.makeFolder(path) { first in
                try files.write([1], to: "\(first)/a")
                // Another engine of the same process is faster.
                try files.makeFolder(path) { second in
                    #expect(second != first)
                    try files.write([2], to: "\(second)/b")
                }
                #expect(try files.entries(path).map(\.name) == ["b"])
                #expect(try files.contents("\(first)/a", limit: 9) == [1])
            }
            // Theirs stands, and nothing half-filled is left.
            #expect(try files.entries(path).map(\.name) == ["b"])
            #expect(try files.entries(folder).map(\.name) == ["faces"])
        }
    }

    @Test(arguments: Place.allCases) func aFolderIsNotWrittenOver(place: Place) throws {
        try place.with { files, folder in
            try files.makeFolder("\(folder)/runs")
            try files.write([7], to: "\(folder)/runs/x")
            #expect(throws: DataError.self) { try files.write([1], to: "\(folder)/runs") }
            #expect(throws: DataError.self) { try files.append([1], to: "\(folder)/runs") }
            #expect(files.kind("\(folder)/runs") == .folder)
            #expect(try files.contents("\(folder)/runs/x", limit: 9) == [7])
        }
    }

    @Test(arguments: Place.allCases) func readingBehindTheEndGivesNothing(place: Place) throws {
        try place.with { files, folder in
            try files.write([1, 2, 3], to: "\(folder)/x")
            let file = try files.open("\(folder)/x")
            var bytes = [UInt8](repeating: 0, count: 4)
            for offset in [3, 4, 1 << 40] {
                #expect(
                    try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: offset) } == 0)
            }
        }
    }

    /// The system would cut such a path short, and touch another file.
    @Test(arguments: Place.allCases) func aPathWithANULByteNamesNothing(place: Place) throws {
        try place.with { files, folder in
            let path = "\(folder)/a\0b"
            try files.write([7], to: "\(folder)/a")
            let calls: [() throws -> Void] = [
                { _ = try files.open(path) }, { try files.write([1], to: path) },
                { try files.append([1], to: path) },
                { _ = try files.create(path, keepingMode: false) },
                { try files.makeFolder(path) }, { _ = try files.claim(path) },
                { try files.move("\(folder)/a", to: path) }, { _ = try files.entries(path) },
            ]
            for (number, call) in calls.enumerated() {
                #expect(throws: DataError.self, "call \(number)") { try call() }
            }
            #expect(try files.contents(path, limit: 9) == nil && files.kind(path) == nil)
            #expect(try files.contents("\(folder)/a", limit: 9) == [7])
            #expect(try files.entries(folder).map(\.name) == ["a"])
        }
    }
}
