import Glibc

/// Memory of a host array, given back with its last owner and not written after creation: 64-byte
/// aligned where it is our own, aligned for its elements where it was adopted.
public final class HostStorage: @unchecked Sendable {
    public let bytes: UnsafeMutableRawBufferPointer
    /// Gives back memory that somebody else reserved; nil for our own.
    private let release: (@Sendable () -> Void)?

    init(byteCount: Int) {
        var address: UnsafeMutableRawPointer?
        let count = max(byteCount, 1)
        // Sizes that a program or a file decides are asked of `HostMemory` first; this is the last
        // resort, and says what was wanted.
        guard posix_memalign(&address, 64, count) == 0, let address else {
            fatalError("out of memory: \(HostMemory.describe(count)) wanted")
        }
        bytes = UnsafeMutableRawBufferPointer(start: address, count: count)
        release = nil
    }

    /// Memory that somebody else reserved, until `release` is called.
    init(adopting foreign: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
        bytes = UnsafeMutableRawBufferPointer(mutating: foreign)
        self.release = release
    }

    deinit {
        if let release { release() } else { free(bytes.baseAddress) }
    }
}

/// A dense row-major array in host memory: what data, checkpoints and results are made of.
///
/// Written once, by the closure that creates it; shared freely afterwards.
public struct HostArray: Sendable {
    public let dtype: DType
    public let shape: [Int]
    public let storage: HostStorage

    /// For memory that is there already.
    init(_ dtype: DType, _ shape: [Int], storage: HostStorage) {
        self.dtype = dtype
        self.shape = shape
        self.storage = storage
    }

    /// Creates an array whose elements `fill` writes; its memory is not cleared first.
    public init(
        _ dtype: DType, _ shape: [Int],
        fill: (UnsafeMutableRawBufferPointer) throws -> Void
    ) rethrows {
        self.dtype = dtype
        self.shape = shape
        let byteCount = shape.reduce(dtype.byteCount, *)
        storage = HostStorage(byteCount: byteCount)
        try fill(UnsafeMutableRawBufferPointer(rebasing: storage.bytes[0..<byteCount]))
    }

    /// Memory that another array has as well.
    init(_ dtype: DType, _ shape: [Int], _ storage: HostStorage) {
        self.dtype = dtype
        self.shape = shape
        self.storage = storage
    }

    /// An array of zeros.
    public init(zeros dtype: DType, _ shape: [Int]) {
        self.init(dtype, shape) { bytes in
            _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
        }
    }

    /// An array of the given elements, in row-major order; extra elements are ignored and missing
    /// ones are zero.
    public init<T: BitwiseCopyable>(_ dtype: DType, _ shape: [Int], _ elements: [T]) {
        precondition(MemoryLayout<T>.stride == dtype.byteCount, "element size differs from dtype")
        self.init(dtype, shape) { bytes in
            _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
            elements.withUnsafeBytes { source in
                let count = min(source.count, bytes.count)
                bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[0..<count]))
            }
        }
    }

    /// A one-dimensional or shaped Float32 array.
    public init(floats: [Float], shape: [Int]? = nil) {
        self.init(.float32, shape ?? [floats.count], floats)
    }

    public var count: Int { shape.reduce(1, *) }

    public var byteCount: Int { count * dtype.byteCount }

    /// Calls `body` with the elements' bytes.
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(rebasing: storage.bytes[0..<byteCount]))
    }

    /// The elements in row-major order; `T` must have the size of the element type.
    public func elements<T: BitwiseCopyable>(as type: T.Type) -> [T] {
        precondition(MemoryLayout<T>.stride == dtype.byteCount, "element size differs from dtype")
        return withBytes { Array($0.bindMemory(to: T.self)) }
    }

    /// The elements at places in row-major order, each below `count`, in one row.
    func picked(_ places: [Int]) -> HostArray {
        let size = dtype.byteCount
        return HostArray(dtype, [places.count]) { target in
            withBytes { source in
                for (index, place) in places.enumerated() {
                    UnsafeMutableRawBufferPointer(
                        rebasing: target[index * size..<(index + 1) * size]
                    )
                    .copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: source[place * size..<(place + 1) * size]))
                }
            }
        }
    }

    /// Every element as Float64, whatever the type.
    public var doubles: [Double] {
        switch dtype {
        case .float32: elements(as: Float.self).map(Double.init)
        case .float64: elements(as: Double.self)
        case .int64: elements(as: Int64.self).map(Double.init)
        case .int32: elements(as: Int32.self).map(Double.init)
        case .uint8, .bool: elements(as: UInt8.self).map(Double.init)
        }
    }

    /// An array of another type from Float64 values, rounded as a C conversion would and clamped
    /// to the range of integers.
    public init(_ dtype: DType, _ shape: [Int], doubles: [Double]) {
        switch dtype {
        case .float32: self.init(dtype, shape, doubles.map(Float.init))
        case .float64: self.init(dtype, shape, doubles)
        case .int64: self.init(dtype, shape, doubles.map { Int64(clamping: $0) })
        case .int32:
            self.init(dtype, shape, doubles.map { Int32(clamping: Int64(clamping: $0)) })
        case .uint8: self.init(dtype, shape, doubles.map { UInt8(clamping: Int64(clamping: $0)) })
        case .bool: self.init(dtype, shape, doubles.map { $0 != 0 ? UInt8(1) : 0 })
        }
    }
}

extension Int64 {
    /// Truncates toward zero; NaN becomes 0 and values out of range the nearest bound.
    init(clamping value: Double) {
        if value.isNaN {
            self = 0
        } else if value >= 9.2e18 {
            self = .max
        } else if value <= -9.2e18 {
            self = .min
        } else {
            self = Int64(value)
        }
    }
}
