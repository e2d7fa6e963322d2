import DLMTypes

/// A convolution that also gives the mean and biased variance of each output channel, computed
/// while its result is in cache. Made by the planner where BatchNorm follows a convolution.
struct ConvolutionWithMoments: Operation {
    let convolution: Conv2d

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        let y = try convolution.infer(inputs)
        return try y + Moments(axes: [0, 2, 3]).infer(y)
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let y = try convolution.reference(inputs)
        return try y + Moments(axes: [0, 2, 3]).reference(y)
    }
}
