import DLMTypes

/// One field of a sample as the checker sees it: a name and a type, known without any file.
public struct DataField: Hashable, Sendable {
    /// What a field holds.
    public enum FieldType: Hashable, Sendable {
        /// A tensor; lengths that only the data knows are fact symbols.
        case tensor(TensorType)
        case string
    }

    public let name: String
    public var type: FieldType

    public init(_ name: String, _ type: FieldType) {
        self.name = name
        self.type = type
    }

    /// The tensor type, nil for a string.
    public var tensorType: TensorType? {
        if case .tensor(let type) = type { type } else { nil }
    }

    /// The same field with symbols replaced.
    public func substituting(_ values: [DimSymbol: Dim]) -> DataField {
        guard case .tensor(let type) = type else { return self }
        return DataField(name, .tensor(type.substituting(values)))
    }
}
