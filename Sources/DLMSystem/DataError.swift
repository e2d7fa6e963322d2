/// A file or folder that cannot serve as data: which one, what was wrong, and what to do.
public struct DataError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What sort of trouble it is.
    public enum Reason: Hashable, Sendable {
        /// There is nothing at the path.
        case missing
        /// It is there, but the system refuses to read or write it.
        case inaccessible
        /// Its bytes are not what its format says.
        case malformed
        /// It is larger than what dlm reads.
        case tooLarge
        /// It is a good file that does not fit the others: another size, another class.
        case inconsistent
    }

    public let reason: Reason
    public let path: String
    public let problem: String
    public let help: String?
    /// What the system said, in its own words, where it was the system that refused.
    public let cause: String?

    public init(
        _ reason: Reason, _ path: String, _ problem: String, help: String? = nil,
        cause: String? = nil
    ) {
        self.cause = cause
        self.reason = reason
        self.path = path
        self.problem = problem
        self.help = help
    }

    /// A folder, a device or a FIFO where a file is wanted.
    package static func notAFile(_ path: String, isFolder: Bool = false) -> DataError {
        DataError(
            .inaccessible, path, isFolder ? "is a folder" : "is not a regular file",
            help: "give the path of a file")
    }

    /// One line: path, problem, help.
    public var description: String {
        let line = "\(path): \(problem)"
        return help.map { "\(line); \($0)" } ?? line
    }
}
