import DLMTypes

extension Value {
    /// The value as sources and transforms take it; nil for what they cannot take. A value that the
    /// check does not know becomes a stand-in of its type.
    var dataArgument: StaticValue? {
        switch self {
        case .none: return StaticValue.none
        case .int(let dim): return .int(dim)
        case .float(let number): return .float(number)
        case .bool(let truth): return .bool(truth)
        case .string(let text): return .string(text)
        case .path(let path): return .path(path)
        case .enumCase(let name): return .enumCase(name)
        case .duration(let count, let unit):
            return .duration(count, unit: unit == .epochs ? .epochs : .steps)
        case .list(let items), .tuple(let items):
            var values: [StaticValue] = []
            for item in items {
                guard let value = item.dataArgument else { return nil }
                values.append(value)
            }
            return .list(values)
        case .record(let record):
            var values: [String: StaticValue] = [:]
            for entry in record.entries {
                guard let value = entry.value.dataArgument else { return nil }
                values[entry.name] = value
            }
            return .record(values)
        case .unknown(.path): return .path("unknown")
        case .unknown(.string): return .string("unknown")
        case .unknown(.int): return .int(1)
        case .unknown(.float): return .float(1)
        case .unknown(.bool): return .bool(false)
        default: return nil
        }
    }
}
