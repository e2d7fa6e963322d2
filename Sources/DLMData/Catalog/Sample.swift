import DLMTypes

/// The value of one field.
public enum SampleValue: Sendable {
    case tensor(HostArray)
    case string(String)

    /// The array, nil for a string.
    public var array: HostArray? {
        if case .tensor(let array) = self { array } else { nil }
    }
}

/// One sample: values in the order of its source's fields.
public struct Sample: Sendable {
    public var values: [SampleValue]

    public init(_ values: [SampleValue]) { self.values = values }

    /// Memory of its arrays in bytes.
    var byteCount: Int { values.reduce(0) { $0 + ($1.array?.byteCount ?? 64) } }
}
