import DLMTypes

/// A part of an image at a random place.
struct RandomCrop: DataTransform {
    static let signature = Signature(
        "RandomCrop",
        [Parameter("size", .oneOrList(.int)), Parameter("padding", .int, default: .int(Dim(0)))],
        documentation: """
            `size` × `size` pixels, or [height, width], at a random place of the image after a \
            border of `padding` zeros on each side, as torchvision's transform of this name.
            """,
        example: "imageFolder(\"faces/train_data\") |> RandomCrop(64, padding: 4)")

    private let size: (height: Int, width: Int)
    private let padding: Int

    init(_ arguments: DataArguments) throws(DataArgumentError) {
        size = try arguments.size("size")
        padding = try arguments.integer("padding", in: 0...JPEG.maximumSide)
    }

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        try type.requirePixels("RandomCrop")
        try check(height: type.shape[1].constant, width: type.shape[2].constant)
        return type.resized(height: size.height, width: size.width)
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(image)
        try check(height: layout.height, width: layout.width)
        let top = random.integer(below: layout.height + 2 * padding - size.height + 1)
        let left = random.integer(below: layout.width + 2 * padding - size.width + 1)
        return try image.window(
            top: top - padding, left: left - padding, height: size.height, width: size.width)
    }

    private func check(height: Int?, width: Int?) throws(TransformError) {
        let sides = [("high", height, size.height), ("wide", width, size.width)]
        for (word, length, wanted) in sides {
            guard let length, length + 2 * padding < wanted else { continue }
            throw TransformError(
                "RandomCrop wants \(wanted) pixels; the image is \(length + 2 * padding) \(word)",
                help: "add padding, or resize before it")
        }
    }
}
