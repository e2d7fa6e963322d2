import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// A tensor and the expression that made it, which a message about its shape points to.
struct TensorValue {
    var tensor: Tensor
    var span: Span?

    init(_ tensor: Tensor, _ span: Span?) {
        self.tensor = tensor
        self.span = span
    }

    var type: TensorType { tensor.type }
}

/// A loss or metric in the making: (sum, weight), and whether more of it is better.
struct AverageValue {
    var average: Average
    var direction: Direction?
    var span: Span?

    init(_ average: Average, direction: Direction? = nil, _ span: Span?) {
        self.average = average
        self.direction = direction
        self.span = span
    }
}

/// A recipe for the first value of a parameter or buffer.
struct InitializerValue {
    let name: String
    /// In the order of the signature's parameters, defaults filled in.
    let arguments: [StaticValue]
}
