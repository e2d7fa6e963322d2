import DLM
import Testing

/// Outside of `DLMSystem` no library opens a file, reads the environment or looks at a clock.
@Suite struct WorldTests {
    private static let forbidden = [
        "open", "openat", "creat", "fopen", "fdopen", "freopen", "opendir", "readdir", "stat",
        "lstat", "fstat", "access", "mkdir", "mkstemp", "mkdtemp", "rename", "unlink", "rmdir",
        "flock", "fsync", "ftruncate", "truncate", "pread", "pwrite", "getpid", "getenv", "setenv",
        "clock_gettime", "gettimeofday", "getcwd", "chdir", "realpath", "readlink",
    ]
    /// What the kernel tells of memory, and the stopwatch of a plan's own steps.
    private static let allowed = ["HostMemory.swift", "ExecutableStep.swift"]
    private static let libraries = [
        "DLMSyntax", "DLMTypes", "DLMTensor", "DLMData", "DLMTraining", "DLMLanguage", "DLM",
    ]

    /// The forbidden calls in a line of Swift: by their bare names, or as `Glibc.name`.
    private static func calls(in line: Substring) -> [String] {
        let code = line.drop { $0 == " " }
        if code.hasPrefix("//") { return [] }
        return forbidden.filter { name in
            code.ranges(of: "\(name)(").contains { found in
                let before = code[..<found.lowerBound]
                if before.hasSuffix("Glibc.") { return true }
                if before.hasSuffix("func ") { return false }
                guard let last = before.last else { return true }
                return !(last.isLetter || last.isNumber || last == "_" || last == ".")
            }
        }
    }

    @Test func onlyTheHostTouchesTheWorld() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let files = SystemFiles()
        var looked = 0
        func look(_ folder: String) throws {
            for entry in try files.entries(folder) {
                let path = "\(folder)/\(entry.name)"
                if entry.isFolder {
                    try look(path)
                } else if entry.name.hasSuffix(".swift"), !Self.allowed.contains(entry.name) {
                    let bytes = try #require(try files.contents(path, limit: 1 << 24))
                    let text = String(decoding: bytes, as: UTF8.self)
                    // Without it there are no such calls, only methods of those names.
                    guard text.contains("import Glibc") else { continue }
                    looked += 1
                    for line in text.split(separator: "\n") {
                        #expect(Self.calls(in: line).isEmpty, "\(path): \(line)")
                    }
                }
            }
        }
        for library in Self.libraries { try look("/\(root)/Sources/\(library)") }
        #expect(looked > 10)
    }

    @Test func theTestItselfSeesACall() {
        #expect(Self.calls(in: "    let file = Glibc.open(path, O_RDONLY)") == ["open"])
        #expect(Self.calls(in: "guard stat(path, &facts) == 0") == ["stat"])
        #expect(Self.calls(in: "x.open(path) + reopen(path)").isEmpty)
        #expect(Self.calls(in: "/// As open(path) does.").isEmpty)
        #expect(Self.calls(in: "static func open(_ path: String) {").isEmpty)
    }
}
