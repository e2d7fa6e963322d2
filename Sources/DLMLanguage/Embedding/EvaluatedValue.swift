import DLMTensor
import DLMTypes

/// What an expression came to, as a Swift program sees it.
public indirect enum EvaluatedValue: Sendable {
    /// A definition, or a call that gives nothing.
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    /// A string, a path, or the case of an enumeration without its dot.
    case string(String)
    case tensor(HostArray)
    /// A list or a tuple.
    case list([EvaluatedValue])
    /// The taps of a model, or another record, in order.
    case record([(name: String, value: EvaluatedValue)])
    /// Something that only the language can use: a function, a layer, a data block; in words.
    case other(String)

    /// The elements of a tensor of any type, of a number, or of a list of numbers; nil otherwise.
    public var floats: [Float]? { doubles?.map(Float.init) }

    /// As `floats`, in Float64.
    public var doubles: [Double]? {
        switch self {
        case .bool(let truth): return [truth ? 1 : 0]
        case .int(let number): return [Double(number)]
        case .float(let number): return [number]
        case .tensor(let array): return array.doubles
        case .list(let items):
            var all: [Double] = []
            for item in items {
                guard let number = item.number else { return nil }
                all.append(number)
            }
            return all
        default: return nil
        }
    }

    /// The number of a scalar; nil otherwise.
    public var number: Double? {
        switch self {
        case .int, .float: doubles?.first
        case .tensor(let array) where array.count == 1: array.doubles.first
        default: nil
        }
    }

    /// The array of a tensor; nil otherwise.
    public var array: HostArray? {
        if case .tensor(let array) = self { array } else { nil }
    }

    /// The lengths of a tensor; nil otherwise.
    public var shape: [Int]? { array?.shape }

    /// An entry of a record by name: a tap of a model.
    public subscript(name: String) -> EvaluatedValue? {
        guard case .record(let entries) = self else { return nil }
        return entries.first { $0.name == name }?.value
    }

    /// An item of a list; nil when there is none.
    public subscript(index: Int) -> EvaluatedValue? {
        guard case .list(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }
}

extension EvaluatedValue: CustomStringConvertible {
    /// The value as the prompt prints it.
    public var description: String { ValueText.text(plain) }

    private var plain: Value {
        switch self {
        case .none: .none
        case .bool(let truth): .bool(truth)
        case .int(let number): .int(Dim(number))
        case .float(let number): .float(number)
        case .string(let text): .string(text)
        case .tensor(let array): .tensor(TensorValue(.constant(array), nil))
        case .list(let items): .list(items.map(\.plain))
        case .record(let entries):
            .record(RecordValue(entries.map { (name: $0.name, value: $0.value.plain) }))
        case .other(let words): .string(words)
        }
    }
}

extension EvaluatedValue {
    /// A value whose tensors are computed.
    init(_ value: Value) {
        switch value {
        case .none: self = .none
        case .bool(let truth): self = .bool(truth)
        case .int(let dim): self = dim.constant.map { .int($0) } ?? .other("\(dim)")
        case .float(let number): self = .float(number)
        case .string(let text), .path(let text), .enumCase(let text): self = .string(text)
        case .tensor(let tensor):
            self = tensor.tensor.constantArray.map { .tensor($0) } ?? .other("\(tensor.type)")
        case .list(let items), .tuple(let items): self = .list(items.map { EvaluatedValue($0) })
        case .record(let record):
            self = .record(record.entries.map { ($0.name, EvaluatedValue($0.value)) })
        default: self = .other(value.noun)
        }
    }
}
