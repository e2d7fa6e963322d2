import DLMTypes
import Glibc

/// Turns an image by a random angle.
struct RandomRotation: DataTransform {
    static let signature = Signature(
        "RandomRotation",
        [
            Parameter("degrees", .oneOrList(.float)),
            Parameter(
                "interpolation", .enumeration(["nearest", "bilinear"]),
                default: .enumCase("nearest")),
        ],
        documentation: """
            Turns an image about its centre by an angle between −`degrees` and `degrees`, or \
            between the two of a list; counter-clockwise is positive. What comes from outside the \
            image is zero. As torchvision's transform of this name on tensors.
            """,
        example: "imageFolder(\"faces/train_data\") |> RandomRotation(50)")

    private let range: (low: Float, high: Float)
    private let isBilinear: Bool

    init(_ arguments: DataArguments) throws(DataArgumentError) {
        if case .list = arguments["degrees"] {
            let ends = try arguments.numbers("degrees")
            guard ends.count == 2, -360 <= ends[0], ends[0] <= ends[1], ends[1] <= 360 else {
                throw DataArgumentError(
                    "degrees", "must be one number or [lowest, highest], within ±360")
            }
            range = (Float(ends[0]), Float(ends[1]))
        } else {
            let degrees = try arguments.number("degrees")
            guard (0...360).contains(degrees) else {
                throw DataArgumentError(
                    "degrees", "is \(degrees); it must lie between 0 and 360")
            }
            range = (-Float(degrees), Float(degrees))
        }
        isBilinear = try arguments.enumCase("interpolation") == "bilinear"
    }

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        try type.requirePixels("RandomRotation")
        return type.plain
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        let angle = random.uniform(range.low, range.high)
        return try RandomRotation.rotate(image, degrees: angle, bilinear: isBilinear)
    }

    /// An image [C, H, W] of UInt8 or Float turned about its centre.
    static func rotate(
        _ image: HostArray, degrees: Float, bilinear: Bool
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(image)
        let radians = Double(degrees) * Double.pi / 180
        let map = RotationMap(
            cosine: cos(radians), sine: sin(radians), height: layout.height, width: layout.width)
        switch image.dtype {
        case .uint8:
            return map.apply(image, layout, bilinear: bilinear) {
                UInt8($0.rounded(.toNearestOrEven))
            }
        case .float32: return map.apply(image, layout, bilinear: bilinear) { $0 }
        default: throw TransformError("RandomRotation wants UInt8 or Float pixels")
        }
    }
}
