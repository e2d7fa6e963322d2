import DLMTensor
import DLMTypes

extension Tensor {
    /// A tensor of numbers in memory that somebody else reserved. Nothing is copied, unless the
    /// address is no multiple of the element's size, which kernels want; then the memory is
    /// released at once.
    ///
    /// Every tensor computed from this one may hold on to the memory: it must stay, with its
    /// numbers as they are, until `release` is called. That happens once, from whatever thread lets
    /// go of it last.
    ///
    ///     nonisolated(unsafe) let pixels = UnsafeMutableBufferPointer<Float>.allocate(capacity: n)
    ///     let image = try Tensor(adopting: UnsafeBufferPointer(pixels), shape: [n]) {
    ///         pixels.deallocate()
    ///     }
    ///
    /// - Parameters:
    ///   - elements: in row-major order.
    ///   - release: gives the memory back. It is not called when this throws.
    /// - Throws: `OpError` when the shape has another number of elements.
    public init<Element: TensorElement>(
        adopting elements: UnsafeBufferPointer<Element>, shape: [Int],
        release: @escaping @Sendable () -> Void
    ) throws(OpError) {
        try Self.require(shape, takes: elements.count, Element.dtype)
        let memory = UnsafeRawBufferPointer(elements)
        guard let array = HostArray(adopting: memory, Element.dtype, shape, release: release) else {
            throw OpError(.argument("shape"), message: "\(shape) is no shape of a tensor")
        }
        self = .given(array)
    }

    /// A tensor whose elements `fill` writes in place, in row-major order; the memory is not
    /// cleared first.
    ///
    /// - Throws: `OpError` for a shape that memory cannot hold, and what `fill` throws.
    public init<Element: TensorElement>(
        of type: Element.Type = Element.self, shape: [Int],
        fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
    ) throws {
        try Self.requireMemory(shape, Element.dtype)
        let array = try HostArray(Element.dtype, shape) { bytes in
            try fill(bytes.bindMemory(to: Element.self))
        }
        self = .given(array)
    }

    /// Refuses a shape that memory cannot hold.
    static func requireMemory(_ shape: [Int], _ dtype: DType) throws(OpError) {
        guard let bytes = HostMemory.byteCount(dtype, shape) else {
            throw OpError(.argument("shape"), message: "\(shape) is no shape of a tensor")
        }
        guard HostMemory.canHold(bytes) else {
            throw OpError(
                .argument("shape"),
                message: "no memory for a tensor of \(shape): " + HostMemory.refusal(bytes))
        }
    }
}
