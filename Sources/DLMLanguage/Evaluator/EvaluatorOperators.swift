import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// An operand of an operator: its value and where it stands.
    typealias Operand = (value: Value, span: Span)

    func evaluateBinary(
        _ operation: BinaryOperator, _ left: Expr, _ right: Expr, _ span: Span, in scope: Scope
    ) -> Value {
        let first = evaluate(left, in: scope)
        // Static logic stops early, so that a guard protects what follows it.
        switch (operation, first) {
        case (.and, .bool(false)): return .bool(false)
        case (.or, .bool(true)): return .bool(true)
        default: break
        }
        let second = evaluate(right, in: scope)
        return binary(operation, (first, left.span), (second, right.span), span)
    }

    /// `left op right`.
    func binary(
        _ operation: BinaryOperator, _ left: Operand, _ right: Operand, _ span: Span
    ) -> Value {
        if left.value.isError || right.value.isError { return .error }
        if case .object(let object) = left.value,
            let value = object.binary(operation, right.value, self)
        {
            return value
        }
        if let value = absent(operation, left.value, right.value) { return value }
        if StaticArithmetic.overflows(operation, left.value, right.value) {
            return refuseOverflow(operation, left.value, right.value, span)
        }
        if let value = StaticArithmetic.binary(operation, left.value, right.value) {
            if case .undecided = value, context.isDefinitionCheck { return value }
            return value
        }
        if left.value.isAverage || right.value.isAverage,
            let value = averageArithmetic(operation, left, right, span)
        {
            return value
        }
        if left.value.isTensorLike || right.value.isTensorLike,
            let value = tensorArithmetic(operation, left, right, span)
        {
            return value
        }
        if operation == .floorDivide || operation == .remainder, left.value.dim != nil,
            right.value.dim?.constant == 0
        {
            return fail(
                .badOperands, "\(operation.rawValue) by zero has no value", at: right.span,
                "this is 0")
        }
        return fail(
            .badOperands,
            "\(operation.rawValue) does not take \(left.value.noun) and \(right.value.noun)",
            at: span)
    }

    private func refuseOverflow(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ span: Span
    ) -> Value {
        let sum = [left, right].compactMap { $0.dim?.constant }
        let text = sum.map(String.init).joined(separator: " \(operation.rawValue) ")
        return fail(
            .numberTooLarge, "\(text) is beyond Int, whose numbers have 64 bits", at: span,
            help: sum.first.map { "for a Float write \($0).0" })
    }

    /// A value that its condition left out: a sum goes on without it, a product vanishes with it.
    private func absent(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
        switch operation {
        case .equal where left.isNone || right.isNone:
            return .bool(left.isNone && right.isNone)
        case .notEqual where left.isNone || right.isNone:
            return .bool(!(left.isNone && right.isNone))
        case .add where left.isNone: return right
        case .add where right.isNone, .subtract where right.isNone: return left
        case .subtract where left.isNone: return unary(.negate, right, nil, nil)
        case .multiply where left.isNone || right.isNone,
            .divide where left.isNone || right.isNone:
            return Value.none
        default: return nil
        }
    }

    private func tensorArithmetic(
        _ operation: BinaryOperator, _ left: Operand, _ right: Operand, _ span: Span
    ) -> Value? {
        guard let a = tensor(left.value, like: right.value),
            let b = tensor(right.value, like: left.value)
        else { return nil }
        return build(
            at: span, name: "", operands: [(left.value, left.span), (right.value, right.span)]
        ) {
            () throws(OpError) in
            switch operation {
            case .add: try a + b
            case .subtract: try a - b
            case .multiply: try a * b
            case .divide: try a / b
            case .floorDivide: try a.floorDivide(b)
            case .remainder: try a.modulo(b)
            case .power: try a.power(b)
            case .matmul: try a.matmul(b)
            case .equal: try a.equals(b)
            case .notEqual: try a.differs(from: b)
            case .less: try a < b
            case .lessOrEqual: try a <= b
            case .greater: try a > b
            case .greaterOrEqual: try a >= b
            case .and: try a.and(b)
            case .or: try a.or(b)
            }
        }
    }

    /// `-x`, `!x`.
    func unary(
        _ operation: UnaryOperator, _ operand: Value, _ operandSpan: Span?, _ span: Span?
    ) -> Value {
        switch (operation, operand) {
        case (_, .error): return .error
        case (.negate, .none): return .none
        case (.negate, .int(let dim)):
            if dim.constant == .min, let place = span ?? operandSpan {
                return refuseOverflow(.subtract, .int(0), operand, place)
            }
            return .int(-dim)
        case (.negate, .float(let value)): return .float(-value)
        case (.negate, .unknown(.float)): return operand
        case (.not, .bool(let value)): return .bool(!value)
        case (.not, .undecided(let value)): return .undecided(value.negated)
        case (.not, .unknown(.bool)): return operand
        case (.negate, .average(let value)):
            return scaled(value, by: .scalar(-1), dividing: false, span)
        default: break
        }
        guard let place = span ?? operandSpan else { return .error }
        guard operand.isTensorLike, let x = tensor(operand) else {
            return fail(
                .badOperands, "\(operation.rawValue) does not take \(operand.noun)", at: place)
        }
        return build(at: place, name: "", operands: [(operand, operandSpan)]) {
            () throws(OpError) in
            switch operation {
            case .negate: try x.negate()
            case .not: try x.logicalNot()
            }
        }
    }

    /// Builds a tensor; nodes made belong to the line of the program that asked for them.
    func build(
        at span: Span, name: String, operands: [(value: Value, span: Span?)],
        _ make: () throws(OpError) -> Tensor
    ) -> Value {
        do throws(OpError) {
            let tensor = try withOrigin(span, make)
            return .tensor(TensorValue(tensor, span))
        } catch {
            return fail(error, at: span, name: name, operands: operands)
        }
    }

    /// Runs a builder under the origin of a place: the user's line, and the layer's path.
    func withOrigin<T>(_ span: Span, _ make: () throws(OpError) -> T) throws(OpError) -> T {
        guard context.isRun else { return try make() }
        let place = isLibrary(span) ? userCall?.span ?? span : span
        let origin = Origin(
            location: "\(place.file.path):\(place.file.line(at: place.lower) + 1)",
            path: context.frame.prefix)
        let result = Origin.$current.withValue(origin) { () -> Result<T, OpError> in
            do throws(OpError) {
                return .success(try make())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
