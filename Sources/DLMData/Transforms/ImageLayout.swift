import DLMTypes

/// Sizes of a [C, H, W] array, checked.
struct ImageLayout {
    let channels: Int
    let height: Int
    let width: Int

    init(_ image: HostArray) throws(TransformError) {
        guard image.shape.count == 3 else {
            throw TransformError("the array is no image [C, H, W]")
        }
        (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
    }
}

extension HostArray {
    /// The part of an image from `top`, `left` on; what lies outside the image is zero.
    func window(
        top: Int, left: Int, height: Int, width: Int
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(self)
        let size = dtype.byteCount
        let columns = max(0, left)..<max(max(0, left), min(layout.width, left + width))
        return HostArray(dtype, [layout.channels, height, width]) { target in
            if columns.count < width || top < 0 || top + height > layout.height {
                _ = target.initializeMemory(as: UInt8.self, repeating: 0)
            }
            guard let to = target.baseAddress, !columns.isEmpty else { return }
            withBytes { source in
                guard let from = source.baseAddress else { return }
                for channel in 0..<layout.channels {
                    for row in 0..<height where (0..<layout.height).contains(top + row) {
                        let line = (channel * layout.height + top + row) * layout.width
                        let place = (channel * height + row) * width + columns.lowerBound - left
                        (to + place * size).copyMemory(
                            from: from + (line + columns.lowerBound) * size,
                            byteCount: columns.count * size)
                    }
                }
            }
        }
    }
}

extension TensorType {
    /// The image type with another height and width.
    func resized(height: Int, width: Int) -> TensorType {
        TensorType(dtype, [shape[0], Dim(height), Dim(width)])
    }

    /// Refuses element types that pixels do not have.
    func requirePixels(_ step: String) throws(TransformError) {
        guard dtype == .uint8 || dtype == .float32 else {
            throw TransformError("\(step) wants UInt8 or Float pixels; this is \(self)")
        }
    }
}
