/// How tightly an operator binds. A higher level binds tighter; `|>` and `=>` lie below all of these,
/// prefix operators between `multiply` and `**`.
enum Precedence: Int, Comparable, Sendable {
    case or = 1
    case and
    case comparison
    case range
    case add
    case multiply

    static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

    /// What the right operand of a left-associative operator must exceed.
    var tighter: Precedence? { Precedence(rawValue: rawValue + 1) }
}

/// An operator between two operands.
struct InfixOperator: Sendable {
    enum Meaning: Sendable {
        case binary(BinaryOperator)
        case range
    }

    let meaning: Meaning
    /// nil for `**`, which is read with its operand and not by precedence climbing.
    let precedence: Precedence?

    init?(_ kind: TokenKind) {
        switch kind {
        case .orOr: self.init(.or, .or)
        case .andAnd: self.init(.and, .and)
        case .equal: self.init(.equal, .comparison)
        case .notEqual: self.init(.notEqual, .comparison)
        case .less: self.init(.less, .comparison)
        case .lessOrEqual: self.init(.lessOrEqual, .comparison)
        case .greater: self.init(.greater, .comparison)
        case .greaterOrEqual: self.init(.greaterOrEqual, .comparison)
        case .rangeUpTo:
            self.init(meaning: .range, precedence: .range)
        case .plus: self.init(.add, .add)
        case .minus: self.init(.subtract, .add)
        case .star: self.init(.multiply, .multiply)
        case .slash: self.init(.divide, .multiply)
        case .slashSlash: self.init(.floorDivide, .multiply)
        case .percent: self.init(.remainder, .multiply)
        case .at: self.init(.matmul, .multiply)
        case .starStar: self.init(.power, nil)
        default: return nil
        }
    }

    init(_ operation: BinaryOperator, _ precedence: Precedence?) {
        self.init(meaning: .binary(operation), precedence: precedence)
    }

    private init(meaning: Meaning, precedence: Precedence?) {
        self.meaning = meaning
        self.precedence = precedence
    }
}
