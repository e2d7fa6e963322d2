import DLMSyntax
import DLMTypes
import Glibc

/// Operators on static values. Nil means that the operands are of no static type that the operator
/// takes together.
enum StaticArithmetic {
    static func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.int(let a), .int(let b)): return integers(operation, a, b)
        case (.path(let a), .string(let b)) where operation == .divide,
            (.path(let a), .path(let b)) where operation == .divide:
            return .path(joined(a, b))
        case (.unknown(.path), .string) where operation == .divide,
            (.unknown(.path), .path) where operation == .divide,
            (.path, .unknown(.path)) where operation == .divide,
            (.path, .unknown(.string)) where operation == .divide,
            (.unknown(.path), .unknown(.path)) where operation == .divide,
            (.unknown(.path), .unknown(.string)) where operation == .divide:
            return .unknown(.path)
        case (.string(let a), .string(let b)):
            if operation == .add { return .string(a + b) }
            return equality(operation, a == b)
        case (.path(let a), .path(let b)): return equality(operation, a == b)
        case (.enumCase(let a), .enumCase(let b)): return equality(operation, a == b)
        case (.list(let a), .list(let b)) where operation == .add: return .list(a + b)
        case (.duration(let a, let unit), .duration(let b, let other)) where unit == other:
            return comparison(operation, a, b)
        default: break
        }
        if left.isTruth, right.isTruth { return logic(operation, left, right) }
        if left.isStaticNumber, right.isStaticNumber { return numbers(operation, left, right) }
        if left.isUnknownEnum || right.isUnknownEnum,
            operation == .equal || operation == .notEqual
        {
            return .unknown(.bool)
        }
        return nil
    }

    private static func integers(_ operation: BinaryOperator, _ a: Dim, _ b: Dim) -> Value? {
        switch operation {
        case .add: return .int(a + b)
        case .subtract: return .int(a - b)
        case .multiply: return .int(a * b)
        case .floorDivide: return b.constant == 0 ? nil : .int(a / b)
        case .remainder: return b.constant == 0 ? nil : .int(a % b)
        case .divide:
            guard let x = a.constant, let y = b.constant else { return .unknown(.float) }
            return .float(Double(x) / Double(y))
        case .power:
            guard let x = a.constant, let y = b.constant else { return .unknown(.float) }
            return power(x, y)
        case .equal, .notEqual: return equal(operation, a, b)
        case .less: return less(a, b)
        case .greater: return less(b, a)
        case .lessOrEqual: return negation(less(b, a))
        case .greaterOrEqual: return negation(less(a, b))
        case .matmul, .and, .or: return nil
        }
    }

    /// Whether whole numbers give one beyond 64 bits.
    static func overflows(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Bool {
        guard let a = left.dim?.constant, let b = right.dim?.constant else { return false }
        switch operation {
        case .add: return a.addingReportingOverflow(b).overflow
        case .subtract: return a.subtractingReportingOverflow(b).overflow
        case .multiply: return a.multipliedReportingOverflow(by: b).overflow
        case .floorDivide, .remainder: return b == -1 && a == .min
        case .power:
            guard b >= 0, case .float = power(a, b) else { return false }
            return true
        default: return false
        }
    }

    private static func power(_ base: Int, _ exponent: Int) -> Value {
        guard exponent >= 0 else { return .float(pow(Double(base), Double(exponent))) }
        var result = 1
        for _ in 0..<min(exponent, 64) {
            let (next, overflow) = result.multipliedReportingOverflow(by: base)
            if overflow { return .float(pow(Double(base), Double(exponent))) }
            result = next
        }
        return exponent <= 64 || abs(base) <= 1
            ? .int(Dim(result)) : .float(pow(Double(base), Double(exponent)))
    }

    private static func equal(_ operation: BinaryOperator, _ a: Dim, _ b: Dim) -> Value {
        let value: Value
        switch a.relation(to: b) {
        case .equal: value = .bool(true)
        case .different: value = .bool(false)
        case .undecided: value = .undecided(Undecided(whenTrue: [(a, b)]))
        }
        return operation == .equal ? value : negation(value)
    }

    private static func less(_ a: Dim, _ b: Dim) -> Value {
        if let least = (b - a).lowerBound, least > 0 { return .bool(true) }
        if let least = (a - b).lowerBound, least >= 0 { return .bool(false) }
        return .undecided(Undecided())
    }

    private static func negation(_ value: Value) -> Value {
        switch value {
        case .bool(let holds): .bool(!holds)
        case .undecided(let undecided): .undecided(undecided.negated)
        default: value
        }
    }

    private static func numbers(
        _ operation: BinaryOperator, _ left: Value, _ right: Value
    ) -> Value? {
        switch operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let a = left.number, let b = right.number else { return .unknown(.bool) }
            return comparison(operation, a, b)
        case .matmul, .and, .or: return nil
        default: break
        }
        guard let a = left.number, let b = right.number else { return .unknown(.float) }
        switch operation {
        case .add: return .float(a + b)
        case .subtract: return .float(a - b)
        case .multiply: return .float(a * b)
        case .divide: return .float(a / b)
        case .floorDivide: return .float((a / b).rounded(.down))
        case .remainder: return .float(a - b * (a / b).rounded(.down))
        case .power: return .float(pow(a, b))
        default: return nil
        }
    }

    private static func comparison(_ operation: BinaryOperator, _ a: Double, _ b: Double) -> Value?
    {
        switch operation {
        case .equal: .bool(a == b)
        case .notEqual: .bool(a != b)
        case .less: .bool(a < b)
        case .lessOrEqual: .bool(a <= b)
        case .greater: .bool(a > b)
        case .greaterOrEqual: .bool(a >= b)
        default: nil
        }
    }

    private static func equality(_ operation: BinaryOperator, _ holds: Bool) -> Value? {
        switch operation {
        case .equal: .bool(holds)
        case .notEqual: .bool(!holds)
        default: nil
        }
    }

    private static func logic(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Value?
    {
        switch operation {
        case .equal, .notEqual:
            guard case .bool(let a) = left, case .bool(let b) = right else {
                return .unknown(.bool)
            }
            return .bool((a == b) == (operation == .equal))
        case .and:
            if case .bool(let a) = left { return a ? right : .bool(false) }
            if case .bool(let b) = right { return b ? left : .bool(false) }
            return .undecided(left.openTruth.and(right.openTruth))
        case .or:
            if case .bool(let a) = left { return a ? .bool(true) : right }
            if case .bool(let b) = right { return b ? .bool(true) : left }
            return .undecided(left.openTruth.or(right.openTruth))
        default: return nil
        }
    }

    /// `a/b` with one separator; an absolute `b` stands for itself.
    static func joined(_ a: String, _ b: String) -> String {
        if b.hasPrefix("/") || a.isEmpty { return b }
        return a.hasSuffix("/") ? a + b : a + "/" + b
    }
}

extension Value {
    /// A truth value known now or open.
    var isTruth: Bool {
        switch self {
        case .bool, .undecided, .unknown(.bool): true
        default: false
        }
    }

    fileprivate var openTruth: Undecided {
        if case .undecided(let undecided) = self { return undecided }
        return Undecided()
    }

    fileprivate var isUnknownEnum: Bool {
        if case .unknown(.enumeration) = self { return true }
        return false
    }

    var isAverage: Bool {
        if case .average = self { return true }
        return false
    }

    /// A value of the graph, as against one known before the run.
    var isTensorLike: Bool {
        switch self {
        case .tensor, .average, .metric: true
        default: false
        }
    }
}
