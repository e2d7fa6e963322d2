import DLMSystem
import DLMTypes

/// Where and how an array lies in a file, in row-major order.
struct StoredArray {
    let type: StoredType
    var isBigEndian = false
    let shape: [Int]
    /// Offset of its first byte.
    let start: Int

    /// The most axes an array may have.
    static let maximumRank = 32
    /// Elements that are converted at a time.
    private static let pieceCount = 1 << 13

    /// Bytes of an array in a file; nil when its shape has negative lengths, or more elements than
    /// an address can name, be it with a length 0 beside them.
    static func byteCount(_ type: StoredType, _ shape: [Int]) -> Int? {
        guard HostMemory.byteCount(type.dtype, shape) != nil else { return nil }
        return shape.reduce(type.byteCount, *)
    }

    /// Reads the array, converted to an element type of tensors; its bytes lie within the source.
    func read(from source: any ByteSource) throws -> HostArray {
        try source.requireMemory(for: shape.reduce(type.dtype.byteCount, *))
        return try HostArray(type.dtype, shape) { try fill($0, from: source) }
    }

    private func fill(
        _ target: UnsafeMutableRawBufferPointer, from source: any ByteSource
    ) throws {
        switch type {
        case .float32 where !isBigEndian, .float64 where !isBigEndian, .uint8,
            .int32 where !isBigEndian, .int64 where !isBigEndian:
            try source.read(into: target, at: start)
        case .float32, .int32:
            try convert(source, target) { (bits: UInt32) in bits }
        case .float64, .int64:
            try convert(source, target) { (bits: UInt64) in bits }
        case .float16:
            try convert(source, target) { (bits: UInt16) in Float(half: bits) }
        case .bfloat16:
            try convert(source, target) { (bits: UInt16) in Float(brain: bits) }
        case .int8:
            try convert(source, target) { (bits: Int8) in Int32(bits) }
        case .int16:
            try convert(source, target) { (bits: Int16) in Int32(bits) }
        case .uint16:
            try convert(source, target) { (bits: UInt16) in Int32(bits) }
        case .uint32:
            try convert(source, target) { (bits: UInt32) in Int64(bits) }
        case .uint64:
            try convert(source, target) { (bits: UInt64) in
                guard let value = Int64(exactly: bits) else { throw tooLarge(bits, source) }
                return value
            }
        case .bool:
            // Whatever byte another program takes for true, kernels want 1.
            try convert(source, target) { (bits: UInt8) in bits == 0 ? UInt8(0) : 1 }
        }
    }

    private func tooLarge(_ value: UInt64, _ source: any ByteSource) -> DataError {
        source.error(
            .tooLarge, "holds \(value), more than an Int can be (\(Int64.max))",
            help: "convert it to a signed or a floating type")
    }

    private func convert<Bits: FixedWidthInteger & BitwiseCopyable, Element: BitwiseCopyable>(
        _ source: any ByteSource, _ target: UnsafeMutableRawBufferPointer,
        _ value: (Bits) throws -> Element
    ) throws {
        let (width, step) = (MemoryLayout<Bits>.size, MemoryLayout<Element>.size)
        let total = target.count / step
        let capacity = max(1, min(total, StoredArray.pieceCount))
        try withUnsafeTemporaryAllocation(byteCount: capacity * width, alignment: 16) { piece in
            var done = 0
            while done < total {
                let count = min(capacity, total - done)
                let part = UnsafeMutableRawBufferPointer(rebasing: piece[0..<count * width])
                try source.read(into: part, at: start + done * width)
                for index in 0..<count {
                    let stored = part.load(fromByteOffset: index * width, as: Bits.self)
                    let bits = isBigEndian ? Bits(bigEndian: stored) : Bits(littleEndian: stored)
                    target.storeBytes(
                        of: try value(bits), toByteOffset: (done + index) * step, as: Element.self)
                }
                done += count
            }
        }
    }
}

extension Float {
    /// The value of IEEE 754 half precision bits.
    init(half bits: UInt16) {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 0x1F
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0:
            // Zero and the subnormal numbers: so many times the smallest.
            self.init(bitPattern: sign | (Float(fraction) * 0x1p-24).bitPattern)
        case 0x1F:
            self.init(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default:
            self.init(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }

    /// The value of bfloat16 bits: the upper half of a Float.
    init(brain bits: UInt16) {
        self.init(bitPattern: UInt32(bits) << 16)
    }
}
