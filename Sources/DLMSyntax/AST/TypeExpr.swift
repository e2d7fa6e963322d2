/// A type as written. Immutable; equality and hashing go by identity.
public final class TypeExpr: Sendable, Hashable {
    public let kind: Kind
    public let span: Span

    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    public enum Kind: Sendable {
        /// `Int`, `Schedule`, `Mode`
        case name(Identifier)
        /// `[Int]`
        case list(TypeExpr)
        /// `{ loss: Float, rate: Float }`
        case record([TypeField])
        /// `(Int, Float)`
        case tuple([TypeExpr])
        /// `(A, B) -> C`
        case function([TypeExpr], TypeExpr)
        /// `Float[B, T~, 16*H]`, `LogProbs[B, 42]`, `Float[]`: element type or kind, and extents.
        case tensor(Identifier, [Extent])
        /// `Int?`
        case optional(TypeExpr)
        /// Text that did not parse; a diagnostic was given.
        case error
    }

    public static func == (a: TypeExpr, b: TypeExpr) -> Bool { a === b }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}

/// `name: Type` in a record type.
public struct TypeField: Sendable {
    public let name: Identifier
    public let type: TypeExpr

    public init(name: Identifier, type: TypeExpr) {
        self.name = name
        self.type = type
    }
}

/// One position between the brackets of a tensor type.
public enum Extent: Sendable {
    /// A name, a number or arithmetic over them; `T~` is `Expr.Kind.ragged`.
    case size(Expr)
    /// `...`: any number of axes.
    case rest(Span)

    public var span: Span {
        switch self {
        case .size(let expr): expr.span
        case .rest(let span): span
        }
    }
}
