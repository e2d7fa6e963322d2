import DLMTypes

/// The middle of an image.
struct CenterCrop: DataTransform {
    static let signature = Signature(
        "centerCrop", [Parameter("size", .oneOrList(.int))],
        documentation: """
            The middle `size` × `size` pixels, or [height, width]; smaller images get a border of \
            zeros. As torchvision's `CenterCrop`.
            """,
        example: "imageFolder(\"faces/train_data\") |> centerCrop(64)")

    private let size: (height: Int, width: Int)

    init(_ arguments: DataArguments) throws(DataArgumentError) {
        size = try arguments.size("size")
    }

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        try type.requirePixels("centerCrop")
        return type.resized(height: size.height, width: size.width)
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(image)
        if layout.height == size.height, layout.width == size.width { return image }
        return try image.window(
            top: CenterCrop.start(layout.height, size.height),
            left: CenterCrop.start(layout.width, size.width),
            height: size.height, width: size.width)
    }

    /// Where the window begins; torchvision rounds half to even when cropping and puts the
    /// smaller half of the border first when padding.
    static func start(_ length: Int, _ size: Int) -> Int {
        guard length > size else { return -((size - length) / 2) }
        let rest = length - size
        return rest % 2 == 0 ? rest / 2 : (rest / 2) + (rest / 2) % 2
    }
}
