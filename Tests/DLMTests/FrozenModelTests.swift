import DLM
import Testing

@Suite struct FrozenModelTests {
    @Test func aFrozenModelGivesWhatItsSessionGave() throws {
        let session = try SmallNet.session()
        let frozen = try session.freeze("Net")
        let x = SmallNet.batch(3)
        #expect(try frozen(x).first?.doubles == session.call("Net", x).first?.doubles)
        #expect(frozen.isFrozen)
        #expect(frozen.parameterCount == 4 * 8 + 8 + 8 * 3 + 3)
    }

    /// Eight tasks and a thousand requests of mixed sizes: each gets its own answer, and memory
    /// stays where it was after the first hundreds.
    @Test func eightTasksShareOneFrozenModel() async throws {
        let session = try SmallNet.session()
        let frozen = try session.freeze("Net", threads: 1)
        var expected: [[Double]] = []
        for number in 0..<16 {
            let x = SmallNet.batch(1 + number % 4, from: number)
            expected.append(try #require(try session.call("Net", x).first).doubles)
        }
        let wanted = expected
        func round() async throws -> Int {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        var right = 0
                        for request in 0..<125 {
                            let number = (task * 31 + request * 7) % 16
                            let x = SmallNet.batch(1 + number % 4, from: number)
                            let out = try frozen(x, reading: ["logits"])
                            if out["logits"]?.doubles == wanted[number] { right += 1 }
                        }
                        return right
                    }
                }
                return try await group.reduce(0, +)
            }
        }
        #expect(try await round() == 1000)
        let before = try #require(ResidentMemory.kilobytes)
        #expect(try await round() == 1000)
        let after = try #require(ResidentMemory.kilobytes)
        // Other tests run at the same time; a leak of each request's arrays would show.
        #expect(after - before < 64 << 10)
    }
}

enum ResidentMemory {
    /// Resident memory of this process in KiB.
    static var kilobytes: Int? {
        let files = SystemFiles()
        guard let bytes = try? files.contents("/proc/self/status", limit: 1 << 20) else {
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }
}
