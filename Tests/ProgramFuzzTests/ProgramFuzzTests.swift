import Glibc
import Testing

/// Thousands of mutated programs through everything, in processes of their own: none may trap, hang
/// or break an invariant. `make fuzz` tries many more.
@Suite struct ProgramFuzzTests {
    private static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// The fuzzer as it was built beside the test bundle.
    private static let command: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundles = [text(buffer.prefix(max(count, 0))), CommandLine.arguments[0]]
        let candidates = bundles.map { bundle in
            bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                .joined(separator: "/") + "/dlm-fuzz"
        }
        return candidates.first { access($0, X_OK) == 0 } ?? candidates[0]
    }()

    /// Unoptimised code takes ten times as long and more, so a program may, too.
    @Test func mutatedProgramsAreTold() throws {
        var folder = Array("/tmp/dlm-fuzz-XXXXXX".utf8CString)
        try #require(mkdtemp(&folder) != nil)
        let path = Self.text(folder.prefix { $0 != 0 })
        let script = """
            "$1" --count 10000 --limit 10 --root "$2" --findings "$3" \
            >"$3/summary" 2>&1
            """
        let status = try Self.shell(script, [Self.command, Self.root, path])
        let summary = try #require(fopen("\(path)/summary", "r"))
        defer { fclose(summary) }
        var text = [CChar](repeating: 0, count: 1 << 14)
        let count = fread(&text, 1, text.count - 1, summary)
        let said = Self.text(text.prefix(count))
        #expect(status == 0, "\(said)")
        #expect(said.hasPrefix("10000 programs of seed 1"))
        if status == 0 { _ = try Self.shell("rm -r \"$1\"", [path]) }
    }

    private static func text(_ bytes: some Sequence<CChar>) -> String {
        String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The exit status of a shell script.
    private static func shell(_ script: String, _ arguments: [String]) throws -> Int32 {
        // Test threads block signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let command = ["sh", "-c", script, "sh"] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, "/bin/sh", nil, &attributes, words, environ) == 0)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        return status
    }
}
