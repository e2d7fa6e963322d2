import Glibc

/// What the engine needs of the world around it; an embedding program may give its own.
public struct EngineHost: Sendable {
    /// The bytes of a program file; nil when there is none at the path. Throws `UnreadableProgram`
    /// for one that cannot be read.
    public var readFile: @Sendable (_ path: String) throws -> [UInt8]?
    /// Takes a line for the user: that sample data is being drawn, say.
    public var report: @Sendable (_ line: String) -> Void

    public init(
        readFile: @escaping @Sendable (String) throws -> [UInt8]? = EngineHost.readSystemFile,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.readFile = readFile
        self.report = report
    }

    /// Programs beyond this many bytes are not read: they are something else.
    private static let largestProgram = 16 << 20

    /// Reads a regular file of the system.
    @Sendable public static func readSystemFile(_ path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw systemReason()
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw systemReason() }
        guard facts.st_mode & S_IFMT != S_IFDIR else { throw UnreadableProgram("it is a folder") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= largestProgram {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw systemReason() }
            if count == 0 { break }
            bytes += chunk[0..<count]
        }
        guard bytes.count <= largestProgram else {
            throw UnreadableProgram("it has more than \(largestProgram >> 20) MiB")
        }
        return bytes
    }

    /// What the system just said, in its words.
    private static func systemReason() -> UnreadableProgram {
        let text = String(cString: strerror(errno))
        return UnreadableProgram(text.prefix(1).lowercased() + text.dropFirst())
    }
}
