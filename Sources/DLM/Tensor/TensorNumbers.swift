import DLMTensor
import DLMTypes

// A tensor is computed when its numbers are asked for. One that holds numbers already, a literal, an
// array or what `computed()` gave, hands them out without running anything. Numbers of a computed
// tensor leave the run's memory by one copy, an array of them is one more; `withFloats` reads them
// where they lie.

extension Tensor {
    /// The numbers, with shape and element type.
    /// - Throws: `RunError` when they cannot be computed.
    public func array(on runtime: Runtime = .shared) throws(RunError) -> HostArray {
        let arrays = try runtime.numbers(of: [self])
        guard let array = arrays.first else {
            throw RunError(.operation, message: "\(type) has no numbers")
        }
        return array
    }

    /// Every element as `Float`, in row-major order, whatever the element type: `Float64` is
    /// rounded, true is 1.
    /// - Throws: `RunError` when they cannot be computed.
    public func floats(on runtime: Runtime = .shared) throws(RunError) -> [Float] {
        let array = try array(on: runtime)
        return array.dtype == .float32
            ? array.elements(as: Float.self) : array.doubles.map { Float($0) }
    }

    /// Every element as `Double`, in row-major order, whatever the element type.
    /// - Throws: `RunError` when they cannot be computed.
    public func doubles(on runtime: Runtime = .shared) throws(RunError) -> [Double] {
        try array(on: runtime).doubles
    }

    /// The elements in row-major order, to the last digit.
    /// - Throws: `RunError` when the tensor has another element type, or cannot be computed.
    public func elements<Element: TensorElement>(
        as type: Element.Type = Element.self, on runtime: Runtime = .shared
    ) throws(RunError) -> [Element] {
        Element.elements(of: try array(of: Element.dtype, on: runtime))
    }

    /// The number of a tensor that has one element; whole numbers beyond 2⁵³ are rounded.
    /// - Throws: `RunError` when it has more or none, or cannot be computed.
    public func scalar(on runtime: Runtime = .shared) throws(RunError) -> Double {
        let array = try array(on: runtime)
        guard array.count == 1, let number = array.doubles.first else {
            throw RunError(
                .operation,
                message: "\(type) has \(array.count) elements, not one (help: fold it first, with "
                    + "sum or mean, or ask for floats)")
        }
        return number
    }

    /// Calls `body` with the numbers of a `Float` tensor where they lie, in row-major order. The
    /// memory is there during the call.
    /// - Throws: `RunError` when the tensor has another element type or cannot be computed, and
    ///   what `body` throws.
    public func withFloats<Result>(
        on runtime: Runtime = .shared, _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) throws -> Result {
        try withElements(of: Float.self, on: runtime, body)
    }

    /// Calls `body` with the elements where they lie, in row-major order; truth values are bytes, so
    /// they are read as `UInt8` from `cast(to: .uint8)`. The memory is there during the call.
    /// - Throws: `RunError` when the tensor has another element type or cannot be computed, and
    ///   what `body` throws.
    public func withElements<Element: TensorNumber, Result>(
        of type: Element.Type, on runtime: Runtime = .shared,
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) throws -> Result {
        let array = try array(of: Element.dtype, on: runtime)
        return try array.withBytes { try body($0.bindMemory(to: Element.self)) }
    }

    private func array(of wanted: DType, on runtime: Runtime) throws(RunError) -> HostArray {
        let array = try array(on: runtime)
        guard array.dtype == wanted else {
            throw RunError(
                .operation,
                message: "the elements are \(array.dtype.name), not \(wanted.name) (help: convert "
                    + "them with cast(to:))")
        }
        return array
    }
}
