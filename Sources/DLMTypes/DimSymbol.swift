/// An unknown length: `B` in `Float[B, 3, H, W]`, or a fact that only the data knows.
public final class DimSymbol: Hashable, Sendable, CustomStringConvertible {
    /// Where the length comes from; it decides how a diagnostic speaks of it.
    public enum Role: Sendable {
        /// Bound by a signature, equal for all uses in it.
        case bound
        /// Known once data is read (`faces.classes`).
        case fact
        /// A static argument whose value the check of a definition alone does not know.
        case argument
    }

    public let name: String
    public let role: Role
    /// The smallest length it can stand for.
    public let minimum: Int

    public init(_ name: String, role: Role = .bound, minimum: Int = 1) {
        self.name = name
        self.role = role
        self.minimum = minimum
    }

    public var description: String { name }

    public static func == (lhs: DimSymbol, rhs: DimSymbol) -> Bool { lhs === rhs }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// A total order that makes normal forms canonical: by name, then by identity.
    static func precedes(_ lhs: DimSymbol, _ rhs: DimSymbol) -> Bool {
        if lhs.name != rhs.name { return lhs.name < rhs.name }
        return ObjectIdentifier(lhs) < ObjectIdentifier(rhs)
    }
}
