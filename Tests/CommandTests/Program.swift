import Glibc
import Testing

/// The built `dlm`, run as a user would.
struct Program {
    /// What a process said and how it ended.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// `dlm` beside the test bundle; nil when it has not been built.
    static let path: String? = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundles = [
            count > 0 ? String(cString: buffer) : "", CommandLine.arguments.first ?? "",
        ]
        for bundle in bundles {
            let folder = bundle.split(separator: "/", omittingEmptySubsequences: false)
                .dropLast().joined(separator: "/")
            let candidate = "\(folder)/dlm"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }()

    /// The folder that the program runs in.
    let folder: String
    /// Tells what it says from what another one says meanwhile.
    var name = ""

    /// Runs to the end, with standard output and error kept apart.
    ///
    /// - Parameters:
    ///   - typing: what standard input holds; the tests' own where it is nil.
    ///   - interruptWhen: looked at every few milliseconds with what is in the folder; once it is
    ///     true the process is sent SIGINT.
    func run(
        _ arguments: [String], typing: String? = nil, interruptWhen: (() -> Bool)? = nil
    ) throws -> Outcome {
        let path = try #require(Program.path)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let (outputPath, errorPath) = ("\(folder)/.stdout\(name)", "\(folder)/.stderr\(name)")
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outputPath, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorPath, flags, 0o600)

        if let typing {
            try write(".stdin\(name)", Array(typing.utf8))
            let path = "\(folder)/.stdin\(name)"
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDONLY, 0)
        }

        // Test threads block signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        // The shell changes the folder and becomes the program, under the same process number.
        let script = "cd \"$1\" && program=$2 && shift 2 && exec \"$program\" \"$@\""
        let command = ["sh", "-c", script, "sh", folder, path] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, environ)
        try #require(code == 0)

        var status: Int32 = 0
        var isSent = false
        while waitpid(process, &status, WNOHANG) == 0 {
            if !isSent, interruptWhen?() == true {
                kill(process, SIGINT)
                isSent = true
            }
            usleep(2000)
        }
        // The exit status as WEXITSTATUS gives it; a signal's number made negative.
        let ending = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        return Outcome(
            status: ending, output: try Program.text(outputPath),
            errors: try Program.text(errorPath))
    }

    /// The text of a file in the folder.
    func file(_ name: String) throws -> String { try Program.text("\(folder)/\(name)") }

    func exists(_ name: String) -> Bool { access("\(folder)/\(name)", F_OK) == 0 }

    /// Writes bytes to a file in the folder.
    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = try #require(fopen("\(folder)/\(name)", "w"))
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    static func text(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes += chunk[0..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
