import DLMSystem

extension Host {
    /// Programs beyond this many bytes are not read: they are something else.
    private static let largestProgram = 16 << 20

    /// The bytes of a program file, pipes among them; nil when there is none at the path.
    ///
    /// - Throws: `UnreadableProgram` for one that cannot be read.
    public func program(_ path: String) throws -> [UInt8]? {
        do {
            return try files.contents(path, limit: Host.largestProgram)
        } catch let error as DataError {
            let reason = error.cause ?? error.problem
            throw UnreadableProgram(reason.prefix(1).lowercased() + reason.dropFirst())
        }
    }
}

/// Why a program's file cannot be read although it is there.
public struct UnreadableProgram: Error, Sendable {
    /// A clause: "permission denied".
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}
