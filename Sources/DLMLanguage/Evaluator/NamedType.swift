import DLMTypes

/// Types of values that are not tensors, by name.
enum NamedType: String, CaseIterable {
    case int = "Int"
    case float = "Float"
    case bool = "Bool"
    case string = "String"
    case path = "Path"
    case duration = "Duration"
    case block = "Block"
    case schedule = "Schedule"
    case function = "Function"
    case tensor = "Tensor"

    /// The value as this type.
    func match(_ value: Value) throws(Mismatch) -> Value {
        switch (self, value) {
        case (.int, .int), (.int, .unknown(.int)), (.float, .float), (.float, .unknown(.float)),
            (.bool, .bool), (.bool, .undecided), (.bool, .unknown(.bool)), (.string, .string),
            (.string, .unknown(.string)), (.path, .path), (.path, .unknown(.path)),
            (.duration, .duration), (.duration, .unknown(.duration)), (.block, .block),
            (.function, .function), (.function, .instance), (.function, .block),
            (.tensor, .tensor):
            return value
        case (.float, .int(let dim)):
            return dim.constant.map { .float(Double($0)) } ?? .unknown(.float)
        case (.path, .string(let text)): return .path(text)
        case (.schedule, .int), (.schedule, .float):
            guard let number = value.number, number < 0 else { return value }
            throw Mismatch(detail: "a rate is not negative")
        case (.duration, .int), (.duration, .float):
            guard let count = value.number else { throw Mismatch() }
            let text = Value.plain(count)
            throw Mismatch(help: "write \(text) epochs, or \(text) steps")
        case (.schedule, .unknown(.float)),
            (.schedule, .tensor), (.schedule, .metric), (.schedule, .instance),
            (.schedule, .function), (.schedule, .object):
            return value
        case (.int, .tensor), (.float, .tensor), (.bool, .tensor), (.int, .average),
            (.float, .average), (.float, .metric):
            throw Mismatch(code: .notStatic, detail: "a value known before the run")
        case (.block, .instance(let layer)):
            throw Mismatch(
                detail: "a block without its brackets", help: "hand over \(layer.name) itself")
        case (.int, .float(let number)):
            throw Mismatch(help: Int(exactly: number).map { "write \($0)" })
        default: throw Mismatch()
        }
    }
}

/// The word before the brackets of a tensor type: an element type, or a kind of floats.
struct TensorElement {
    let dtype: DType
    let kind: Kind?

    static let names: [String] = DType.allCases.map(\.rawValue) + Kind.allCases.map(\.rawValue)

    init?(_ name: String) {
        if let dtype = DType(rawValue: name) {
            self.dtype = dtype
            kind = nil
        } else if let kind = Kind(rawValue: name) {
            dtype = .float32
            self.kind = kind
        } else {
            return nil
        }
    }

    /// Whether numbers of an element type fit: `Float` takes both widths, `Int` all whole numbers.
    func takes(_ other: DType) -> Bool {
        switch dtype {
        case .float32: other.isFloating
        case .int64: other == .int64 || other == .int32 || other == .uint8
        default: other == dtype
        }
    }
}
