extension HostArray {
    /// An array in memory that somebody else reserved: nothing is copied, and `release` is called
    /// once, when the last owner of the array lets go of it, from whatever thread that is.
    ///
    /// The bytes must stay as they are until then. Kernels want elements at multiples of their
    /// size; memory that is not so aligned is copied, and released at once. 64-byte alignment, as
    /// arrays of our own have, is somewhat faster.
    ///
    /// - Parameters:
    ///   - memory: row-major elements; those of `Bool` are bytes 0 and 1.
    ///   - release: gives the memory back. It is not called when nil is returned.
    /// - Returns: nil when a length is negative or the shape does not take all the bytes.
    public init?(
        adopting memory: UnsafeRawBufferPointer, _ dtype: DType, _ shape: [Int],
        release: @escaping @Sendable () -> Void
    ) {
        guard HostMemory.byteCount(dtype, shape) != nil,
            shape.reduce(dtype.byteCount, *) == memory.count
        else { return nil }
        let address = memory.baseAddress.map { Int(bitPattern: $0) } ?? 0
        if memory.isEmpty || address % dtype.byteCount != 0 {
            self.init(dtype, shape) { $0.copyMemory(from: memory) }
            release()
        } else {
            let storage = HostStorage(adopting: memory, release: release)
            self.init(dtype, shape, storage: storage)
        }
    }
}
