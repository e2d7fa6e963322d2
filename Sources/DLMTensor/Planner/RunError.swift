import DLMTypes

/// Why a computation could not be planned or run.
public struct RunError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What sort of failure it is.
    public enum Reason: Sendable, Equatable {
        /// A value has lengths that are not known.
        case symbolic
        /// An input is missing, or its shape or element type is not the planned one.
        case input(String)
        /// An index is out of range: a label, a position to gather from.
        case index
        /// More memory than the address space holds, or than the system gives.
        case memory
        /// The caller asked to stop.
        case cancelled
        /// An operation refused its operands.
        case operation
    }

    public let reason: Reason
    public let message: String
    /// The place in the program concerned.
    public let origin: Origin?

    public init(_ reason: Reason, message: String, origin: Origin? = nil) {
        self.reason = reason
        self.message = message
        self.origin = origin
    }

    public var description: String { message }

    /// The same failure, said to come from a place in the program.
    func at(_ origin: Origin?) -> RunError {
        self.origin == nil ? RunError(reason, message: message, origin: origin) : self
    }
}
