import DLMSystem
import Glibc
import Testing

@testable import DLMData

@Suite struct AtomicFileTests {
    @Test func anAbandonedFileLeavesNothing() throws {
        let folder = try TestFolder()
        do {
            let file = try AtomicFile("\(folder.path)/a", in: SystemFiles())
            try file.write("half")
        }
        #expect(try SystemFiles().entries(folder.path).isEmpty)
    }

    @Test("What a killed writer left goes with the next write; what is being written stays")
    func leftovers() throws {
        let folder = try TestFolder()
        for name in ["a.k1LL3d", "b.k1LL3d", "a.txt", "a.backup", "a.old-01"] {
            try #require(fopen("\(folder.path)/\(name)", "w").map { fclose($0) } == 0)
        }
        let slow = try AtomicFile("\(folder.path)/a", in: SystemFiles())
        try slow.write("slow")
        try folder.write("a", [1])
        #expect(try InputFile.bytes("\(folder.path)/a", limit: 10, in: SystemFiles()) == [1])
        try slow.commit()
        #expect(
            try InputFile.bytes("\(folder.path)/a", limit: 10, in: SystemFiles())
                == Array("slow".utf8))
        let names = try SystemFiles().entries(folder.path).map(\.name)
        // `backup` looks like mkstemp's letters.
        #expect(names == ["a", "a.old-01", "a.txt", "b.k1LL3d"])
    }
}
