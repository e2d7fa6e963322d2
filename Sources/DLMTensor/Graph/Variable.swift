import DLMTypes
import Synchronization

/// State that outlives a step: a parameter, a buffer of a layer, or an optimizer's buffer.
///
/// Its memory is written in place, and only by the commit part of a plan or by `value`; runs that
/// only read may share it, a commit must be alone.
public final class Variable: Sendable {
    /// What the state is for.
    public enum Role: String, Sendable {
        case parameter, buffer, optimizer, schedule
        /// The average of a parameter over the steps; its path is the parameter's with
        /// `averagePrefix` before it.
        case average
    }

    /// What the path of a parameter's average begins with.
    public static let averagePrefix = "average."

    /// Unique in a session: `ResNet34.embedding.conv2d.weight`.
    public let path: String
    public let role: Role
    public let type: TensorType
    /// Row-major elements. Plans hold on to its address.
    let storage: HostStorage
    private let access = Mutex<Void>(())

    /// `type` must have known lengths, and `value` its shape and element type.
    public init(path: String, role: Role, type: TensorType, value: HostArray) {
        precondition(type.knownShape == value.shape && type.dtype == value.dtype)
        self.path = path
        self.role = role
        self.type = type
        // A copy of its own: arrays are shared freely, a variable is written in place.
        storage =
            HostArray(value.dtype, value.shape) { target in
                value.withBytes { target.copyMemory(from: $0) }
            }.storage
    }

    /// A copy of the current elements. Setting it requires the same shape and element type.
    public var value: HostArray {
        get {
            access.withLock { _ in
                HostArray(type.dtype, type.knownShape ?? []) { target in
                    target.copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: storage.bytes[0..<target.count]))
                }
            }
        }
        set {
            precondition(newValue.shape == type.knownShape && newValue.dtype == type.dtype)
            access.withLock { _ in
                newValue.withBytes { storage.bytes.copyMemory(from: $0) }
            }
        }
    }
}

extension Variable: Hashable {
    public static func == (lhs: Variable, rhs: Variable) -> Bool { lhs === rhs }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
