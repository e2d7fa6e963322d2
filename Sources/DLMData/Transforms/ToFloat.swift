import DLMTypes

/// Bytes 0 to 255 as floats 0 to 1.
struct ToFloat: DataTransform {
    static let signature = Signature(
        "toFloat", [],
        documentation: """
            Pixels as floats: UInt8 0 to 255 becomes Float 0.0 to 1.0, as torchvision's `ToTensor`.
            """,
        example: "imageFolder(\"faces/train_data\") |> toFloat")

    init(_ arguments: DataArguments) throws(DataArgumentError) {}

    func infer(_ type: TensorType) throws(TransformError) -> TensorType {
        guard type.dtype == .uint8 else {
            throw TransformError(
                "toFloat wants UInt8 pixels; this is \(type)",
                help: type.dtype == .float32 ? "leave out this toFloat" : nil)
        }
        return TensorType(.float32, type.shape)
    }

    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray {
        guard image.dtype == .uint8 else { throw TransformError("toFloat wants UInt8 pixels") }
        return HostArray(.float32, image.shape) { target in
            let output = target.bindMemory(to: Float.self)
            image.withBytes { input in
                for index in 0..<output.count { output[index] = Float(input[index]) / 255 }
            }
        }
    }
}
