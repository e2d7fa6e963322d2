import DLMTypes

/// The element types that files of tensors have; those of a tensor are among them.
enum StoredType: CaseIterable, Sendable {
    case float16, bfloat16, float32, float64
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    case bool

    init(_ dtype: DType) {
        switch dtype {
        case .float32: self = .float32
        case .float64: self = .float64
        case .int64: self = .int64
        case .int32: self = .int32
        case .uint8: self = .uint8
        case .bool: self = .bool
        }
    }

    /// The smallest element type of tensors that holds every value; for uint64 the largest there
    /// is.
    var dtype: DType {
        switch self {
        case .float16, .bfloat16, .float32: .float32
        case .float64: .float64
        case .int8, .int16, .int32, .uint16: .int32
        case .int64, .uint32, .uint64: .int64
        case .uint8: .uint8
        case .bool: .bool
        }
    }

    /// Size of one element in a file.
    var byteCount: Int {
        switch self {
        case .int8, .uint8, .bool: 1
        case .float16, .bfloat16, .int16, .uint16: 2
        case .float32, .int32, .uint32: 4
        case .float64, .int64, .uint64: 8
        }
    }

    /// The name in a safetensors header.
    var safetensorsName: String {
        switch self {
        case .float16: "F16"
        case .bfloat16: "BF16"
        case .float32: "F32"
        case .float64: "F64"
        case .int8: "I8"
        case .int16: "I16"
        case .int32: "I32"
        case .int64: "I64"
        case .uint8: "U8"
        case .uint16: "U16"
        case .uint32: "U32"
        case .uint64: "U64"
        case .bool: "BOOL"
        }
    }

    /// NumPy's code without the order of bytes; NumPy has none for bfloat16.
    var numpyCode: String? {
        switch self {
        case .float16: "f2"
        case .bfloat16: nil
        case .float32: "f4"
        case .float64: "f8"
        case .int8: "i1"
        case .int16: "i2"
        case .int32: "i4"
        case .int64: "i8"
        case .uint8: "u1"
        case .uint16: "u2"
        case .uint32: "u4"
        case .uint64: "u8"
        case .bool: "b1"
        }
    }

    /// NumPy's `descr` of what dlm writes: little-endian.
    var numpyDescription: String {
        (byteCount == 1 ? "|" : "<") + (numpyCode ?? "")
    }

    /// Reads a `descr` such as `<f4` or `>i8`; nil for types that no tensor has.
    static func numpy(_ description: String) -> (type: StoredType, isBigEndian: Bool)? {
        var code = Substring(description)
        let order = code.first.flatMap { "<>|=".contains($0) ? $0 : nil }
        if order != nil { code.removeFirst() }
        return allCases.first { $0.numpyCode.map { code == $0 } ?? false }
            .map { ($0, order == ">") }
    }
}
