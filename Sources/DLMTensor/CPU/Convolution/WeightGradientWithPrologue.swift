import DLMTypes

/// `Conv2dWeightGradient` whose images are max(x * scale + shift, 0) with scale and shift per
/// channel, formed while x is read. Operands: x, upstream, scale `[C]`, shift `[C]`.
struct WeightGradientWithPrologue: Operation {
    let gradient: Conv2dWeightGradient

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try gradient.infer(Array(inputs.prefix(2)))
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let (x, scale, shift) = (inputs[0], inputs[2].doubles, inputs[3].doubles)
        let plane = x.shape[2] * x.shape[3]
        let values = x.doubles.enumerated().map { place, value in
            let channel = place / plane % x.shape[1]
            return max(value * scale[channel] + shift[channel], 0)
        }
        let images = HostArray(x.dtype, x.shape, doubles: values)
        return try gradient.reference([images, inputs[1]])
    }
}
