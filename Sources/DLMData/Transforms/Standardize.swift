import DLMTypes

/// Shifts and scales each channel.
struct Standardize: DataTransform {
    /// Channel means and deviations of ImageNet, as torchvision's models use them.
    static let imagenet = StaticValue.record([
        "mean": .list([.float(0.485), .float(0.456), .float(0.406)]),
        "std": .list([.float(0.229), .float(0.224), .float(0.225)]),
    ])

    static let signature = Signature(
        "standardize",
        [
            Parameter("statistics", .record, default: StaticValue.none),
            Parameter("mean", .list(.float), default: StaticValue.none),
            Parameter("std", .list(.float), default: StaticValue.none),
        ],
        documentation: """
            (x − mean) / std for each channel, as torchvision's `Normalize`.

            `standardize(imagenet)` takes both from a record; `standardize(mean: [0.5], std: \
            [0.25])` names them. A list has one number for each channel, or one for all.
            """,
        example: "images(\"faces/test_data\") |> toFloat |> standardize(imagenet)")

    private let mean: [Float]
    private let deviation: [Float]

    init(_ arguments: DataArguments) throws(DataArgumentError) {
        let isGiven = arguments["mean"] != nil || arguments["std"] != nil
        if let statistics = arguments["statistics"] {
            guard case .record(let record) = statistics, !isGiven else {
                let problem = isGiven ? "is given besides mean and std" : "must be a record"
                throw DataArgumentError("statistics", "\(problem); write standardize(imagenet)")
            }
            mean = try DataArguments.numbers(record["mean"], "statistics.mean").map { Float($0) }
            deviation = try DataArguments.numbers(record["std"], "statistics.std").map {
                Float($0)
            }
        } else {
            mean = try arguments.numbers("mean").map { Float($0) }
            deviation = try arguments.numbers("std").map { Float($0) }
        }
        guard mean.count == deviation.count else {
            throw DataArgumentError(
                "std", "has \(deviation.count) numbers and mean has \(mean.count)")
        }
        guard deviation.allSatisfy({ $0 > 0 && $0.isFinite }), mean.allSatisfy(\.isFinite) else {
            throw DataArgumentError("std", "must be above zero in every channel")
        }
    }

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        guard type.dtype == .float32 else {
            throw TransformError(
                "standardize wants Float pixels; this is \(type)", help: "put toFloat before it")
        }
        if let channels = type.shape[0].constant { try check(channels) }
        return TensorType(.float32, type.shape)
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        let layout = try ImageLayout(image)
        try check(layout.channels)
        guard image.dtype == .float32 else {
            throw TransformError("standardize wants Float pixels")
        }
        let pixels = layout.height * layout.width
        return HostArray(.float32, image.shape) { target in
            let output = target.bindMemory(to: Float.self)
            image.withBytes { bytes in
                let input = bytes.bindMemory(to: Float.self)
                for channel in 0..<layout.channels {
                    let place = mean.count == 1 ? 0 : channel
                    let (shift, scale) = (mean[place], deviation[place])
                    for index in channel * pixels..<(channel + 1) * pixels {
                        output[index] = (input[index] - shift) / scale
                    }
                }
            }
        }
    }

    private func check(_ channels: Int) throws(TransformError) {
        guard mean.count == 1 || mean.count == channels else {
            throw TransformError(
                "standardize has \(mean.count) means for \(channels) channels",
                help: "give one number for each channel, or one for all")
        }
    }
}
