import Glibc

/// What the engine needs of the world around it; an embedding program may give its own.
public struct EngineHost: Sendable {
    /// The bytes of a program file; nil when there is none at the path or it cannot be read.
    public var readFile: @Sendable (_ path: String) -> [UInt8]?
    /// Takes a line for the user: that sample data is being drawn, say.
    public var report: @Sendable (_ line: String) -> Void

    public init(
        readFile: @escaping @Sendable (String) -> [UInt8]? = EngineHost.readSystemFile,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.readFile = readFile
        self.report = report
    }

    /// Programs beyond this many bytes are not read: they are something else.
    private static let largestProgram = 16 << 20

    /// Reads a regular file of the system.
    @Sendable public static func readSystemFile(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= largestProgram {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk[0..<count]
        }
        return bytes.count <= largestProgram ? bytes : nil
    }
}
