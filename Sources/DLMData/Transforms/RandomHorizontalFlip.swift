import DLMTypes

/// Mirrors some images.
struct RandomHorizontalFlip: DataTransform {
    static let signature = Signature(
        "RandomHorizontalFlip", [Parameter("p", .float, default: .float(0.5))],
        documentation: """
            Mirrors an image left to right with probability `p`, as torchvision's transform of \
            this name.
            """,
        example: "imageFolder(\"faces/train_data\") |> RandomHorizontalFlip(p: 0.5)")

    private let probability: Float

    init(_ arguments: DataArguments) throws(DataArgumentError) {
        let p = try arguments.number("p")
        guard (0...1).contains(p) else {
            throw DataArgumentError("p", "is \(p); a probability lies between 0 and 1")
        }
        probability = Float(p)
    }

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        try type.requirePixels("RandomHorizontalFlip")
        return type.plain
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        guard random.uniform() < probability else { return image }
        switch image.dtype {
        case .uint8: return try mirrored(image, UInt8.self)
        case .float32: return try mirrored(image, Float.self)
        default: throw TransformError("RandomHorizontalFlip wants UInt8 or Float pixels")
        }
    }

    private func mirrored<Pixel: BitwiseCopyable>(
        _ image: HostArray, _ type: Pixel.Type
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(image)
        let width = layout.width
        return HostArray(image.dtype, image.shape) { target in
            let output = target.bindMemory(to: Pixel.self)
            image.withBytes { bytes in
                let input = bytes.bindMemory(to: Pixel.self)
                for row in 0..<layout.channels * layout.height {
                    let start = row * width
                    for column in 0..<width {
                        output[start + column] = input[start + width - 1 - column]
                    }
                }
            }
        }
    }
}
