import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

extension Evaluator {
    /// The value as a tensor, or nil when it is of no numeric type. A static number takes the
    /// element type of the tensor it meets.
    func tensor(_ value: Value, like other: Value = .none) -> Tensor? {
        switch value {
        case .tensor(let tensor): return tensor.tensor
        case .average(let average): return mean(average.average)
        case .int(let dim):
            if let number = dim.constant {
                return .constant(HostArray(.int64, [], [Int64(number)]))
            }
            return try? .length(dim, floatingType(other) ?? .int64)
        case .float(let number): return .scalar(number, .float32)
        case .bool(let truth): return .scalar(truth ? 1 : 0, .bool)
        case .unknown(.float):
            return .unplaced("number", TensorType(floatingType(other) ?? .float32, []))
        case .unknown(.bool), .undecided: return .unplaced("truth", TensorType(.bool, []))
        case .metric(let metric):
            context.reads.append(metric)
            let name = StepScalar.metric(part: metric.part, name: metric.name)
            return .placeholder(name, TensorType(.float32, []))
        case .list: return NumberList(value).flatMap { $0.tensor }
        default: return nil
        }
    }

    private func floatingType(_ value: Value) -> DType? {
        guard case .tensor(let tensor) = value, tensor.tensor.dtype.isFloating else { return nil }
        return tensor.tensor.dtype
    }

    /// sum / weight.
    func mean(_ average: Average) -> Tensor? { try? average.sum / average.weight }

    /// Averages over the same samples combine; anything else takes their mean as a number.
    func averageArithmetic(
        _ operation: BinaryOperator, _ left: Operand, _ right: Operand, _ span: Span
    ) -> Value? {
        switch (operation, left.value, right.value) {
        case (.add, .average(let a), .average(let b)):
            return combined(a, b, span) { x, y throws(OpError) in try x + y }
        case (.subtract, .average(let a), .average(let b)):
            return combined(a, b, span) { x, y throws(OpError) in try x - y }
        case (.add, .average(let a), let number), (.add, let number, .average(let a)):
            return shifted(a, by: number, span) { x, y throws(OpError) in try x + y }
        case (.subtract, .average(let a), let number):
            return shifted(a, by: number, span) { x, y throws(OpError) in try x - y }
        case (.multiply, .average(let a), let number), (.multiply, let number, .average(let a)):
            guard !number.isAverage, let factor = tensor(number), factor.rank == 0 else {
                return nil
            }
            return scaled(a, by: factor, dividing: false, span)
        case (.divide, .average(let a), let number):
            guard !number.isAverage, let factor = tensor(number), factor.rank == 0 else {
                return nil
            }
            return scaled(a, by: factor, dividing: true, span)
        default: return nil
        }
    }

    private typealias Combination = (Tensor, Tensor) throws(OpError) -> Tensor

    private func combined(
        _ a: AverageValue, _ b: AverageValue, _ span: Span, _ make: Combination
    ) -> Value {
        let weight = a.average.weight
        do throws(OpError) {
            let sum = try withOrigin(span) { () throws(OpError) in
                if weight == b.average.weight { return try make(a.average.sum, b.average.sum) }
                return try make(a.average.sum, b.average.sum / b.average.weight * weight)
            }
            return .average(
                AverageValue(Average(sum: sum, weight: weight), direction: a.direction, span))
        } catch {
            return fail(error, at: span, name: "", operands: [])
        }
    }

    private func shifted(
        _ a: AverageValue, by number: Value, _ span: Span, _ make: Combination
    ) -> Value? {
        guard let other = tensor(number), other.rank == 0 else { return nil }
        do throws(OpError) {
            let sum = try withOrigin(span) { () throws(OpError) in
                try make(a.average.sum, other * a.average.weight)
            }
            return .average(
                AverageValue(
                    Average(sum: sum, weight: a.average.weight), direction: a.direction, span))
        } catch {
            return fail(error, at: span, name: "", operands: [])
        }
    }

    func scaled(
        _ a: AverageValue, by factor: Tensor, dividing: Bool, _ span: Span?
    ) -> Value {
        let sum = a.average.sum
        guard let scaled = try? dividing ? sum / factor : sum * factor else { return .error }
        return .average(
            AverageValue(
                Average(sum: scaled, weight: a.average.weight), direction: a.direction, span))
    }
}

/// A list of numbers or of truths, nested to any depth, all rows of one length.
struct NumberList {
    private(set) var shape: [Int] = []
    private(set) var numbers: [Double] = []
    /// The same numbers to the last digit, as long as all are whole.
    private(set) var integers: [Int64] = []
    private(set) var isInteger = true
    /// How many of the numbers are truths.
    private var truths = 0

    init?(_ value: Value) {
        guard let shape = append(value), truths == 0 || truths == numbers.count else {
            return nil
        }
        self.shape = shape
    }

    private mutating func append(_ value: Value) -> [Int]? {
        switch value {
        case .int(let dim):
            guard let number = dim.constant else { return nil }
            numbers.append(Double(number))
            integers.append(Int64(number))
            return []
        case .float(let number):
            isInteger = false
            numbers.append(number)
            return []
        case .bool(let truth):
            truths += 1
            numbers.append(truth ? 1 : 0)
            integers.append(truth ? 1 : 0)
            return []
        case .list(let items):
            var inner: [Int]?
            for item in items {
                guard let shape = append(item) else { return nil }
                if let inner, inner != shape { return nil }
                inner = shape
            }
            return [items.count] + (inner ?? [])
        default: return nil
        }
    }

    /// The numbers as a constant, `Int` when all are whole; truths as `Bool`.
    var tensor: Tensor {
        if truths > 0 { return .constant(HostArray(.bool, shape, numbers.map { UInt8($0) })) }
        return isInteger
            ? .constant(HostArray(.int64, shape, integers)) : .literal(.float32, shape, numbers)
    }
}
