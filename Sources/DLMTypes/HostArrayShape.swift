extension HostArray {
    /// The same elements in row-major order under another shape, without a copy; nil when it has
    /// another number of them.
    public func reshaped(to shape: [Int]) -> HostArray? {
        var count = 1
        for length in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            guard length >= 0, !overflow else { return nil }
            count = product
        }
        return count == self.count ? HostArray(dtype, shape, storage) : nil
    }

    /// Arrays of one shape and element type along a new first axis: a batch of samples. Nil when
    /// there are none or they differ.
    public init?(stacking arrays: [HostArray]) {
        guard let first = arrays.first,
            arrays.allSatisfy({ $0.shape == first.shape && $0.dtype == first.dtype })
        else { return nil }
        self.init(first.dtype, [arrays.count] + first.shape) { target in
            var offset = 0
            for array in arrays {
                array.withBytes { bytes in
                    guard bytes.count > 0 else { return }
                    UnsafeMutableRawBufferPointer(rebasing: target[offset...])
                        .copyMemory(from: bytes)
                    offset += bytes.count
                }
            }
        }
    }
}
