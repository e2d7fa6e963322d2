import DLMTypes

/// Scales an image to a size.
struct Resize: DataTransform {
    static let signature = Signature(
        "resize", [Parameter("size", .oneOrList(.int))],
        documentation: """
            Scales an image to `size` × `size` pixels, or to [height, width]: bilinear, and \
            averaging over what a pixel covers when it shrinks, as torchvision's `Resize` and \
            Pillow do. One number makes a square and does not keep the proportions, so that the \
            shape is known before the data is.
            """,
        example: "imageFolder(\"faces/train_data\") |> resize(32)")

    private let size: (height: Int, width: Int)

    init(_ arguments: DataArguments) throws(DataArgumentError) {
        size = try arguments.size("size")
    }

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        try type.requirePixels("resize")
        return type.resized(height: size.height, width: size.width)
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(image)
        guard layout.height > 0, layout.width > 0 else {
            throw TransformError("resize cannot scale an empty image")
        }
        guard image.dtype == .uint8 || image.dtype == .float32 else {
            throw TransformError("resize wants UInt8 or Float pixels")
        }
        if layout.height == size.height, layout.width == size.width { return image }
        let rows = ResampleWeights(from: layout.height, to: size.height)
        let columns = ResampleWeights(from: layout.width, to: size.width)
        let lines = layout.channels * layout.height
        let shape = [layout.channels, layout.height, size.width]
        if image.dtype == .uint8 {
            let wide = columns.acrossBytes(image, lines: lines, shape: shape)
            return rows.downBytes(wide, planes: layout.channels, columns: size.width)
        }
        let wide = columns.acrossFloats(image, lines: lines, shape: shape)
        return rows.downFloats(wide, planes: layout.channels, columns: size.width)
    }
}
