import DLMTensor
import DLMTypes

/// What stands for the numbers of an input: a `HostArray`, a `Tensor`, or Swift arrays of numbers, in
/// each other for more axes. `[Float]` is an array of one axis, `[[Float]]` a batch of rows.
public protocol HostArrayConvertible {
    /// The numbers; those of Swift arrays are copied once.
    /// - Throws: `OpError` when rows have different lengths; for a tensor, what `Tensor.floats` throws.
    func hostArray() throws -> HostArray
}

extension HostArray: HostArrayConvertible {
    public func hostArray() -> HostArray { self }
}

extension Tensor: HostArrayConvertible {
    public func hostArray() throws -> HostArray { try array() }
}

extension Array: HostArrayConvertible where Element: HostArrayElement {
    public func hostArray() throws -> HostArray { try Element.hostArray(of: self) }
}

/// What Swift arrays of numbers hold: numbers, or such arrays.
public protocol HostArrayElement {
    /// The elements along a first axis.
    /// - Throws: `OpError` when they differ in shape.
    static func hostArray(of elements: [Self]) throws -> HostArray
}

extension TensorElement {
    public static func hostArray(of elements: [Self]) -> HostArray {
        HostArray(dtype, [elements.count], elements)
    }
}

extension Array: HostArrayElement where Element: HostArrayElement {
    public static func hostArray(of elements: [Self]) throws -> HostArray {
        let rows = try elements.map { try $0.hostArray() }
        if let stacked = HostArray(stacking: rows) { return stacked }
        guard let first = rows.first else {
            return HostArray(zeros: try Element.hostArray(of: []).dtype, [0, 0])
        }
        let other = rows.firstIndex { $0.shape != first.shape } ?? 0
        throw OpError(
            .argument("rows"), operand: other,
            message: "the rows are ragged: row 0 has the shape \(first.shape), row \(other) has "
                + "\(rows[other].shape)", help: "all rows have one shape")
    }
}

extension HostArray {
    /// Every element as `Float`, whatever the type.
    public var floats: [Float] {
        dtype == .float32 ? elements(as: Float.self) : doubles.map { Float($0) }
    }
}

extension Session {
    /// The value of an expression, with Swift arrays or tensors for its names.
    ///
    ///     try session.evaluate("softmax(x)", ["x": [[1, 2], [3, 4]] as [[Float]]])
    ///
    /// - Throws: as with arrays of the library, and what the conversion throws.
    @discardableResult
    public func evaluate(
        _ expression: String, _ values: [String: any HostArrayConvertible]
    ) throws -> EvaluatedValue {
        try evaluate(expression, values.mapValues { try $0.hostArray() })
    }

    /// Calls a model by its name with Swift arrays or tensors.
    ///
    /// - Throws: as `Model.callAsFunction`, and what the conversion throws.
    public func call(
        _ model: String, _ inputs: (any HostArrayConvertible)..., reading taps: [String] = []
    ) throws -> Outputs {
        try self.model(model).call(inputs.map { try $0.hostArray() }, reading: taps)
    }
}

extension Model {
    /// Applies the model to Swift arrays or tensors.
    ///
    /// - Throws: as with arrays of the library, and what the conversion throws.
    public func callAsFunction(
        _ inputs: (any HostArrayConvertible)..., reading taps: [String] = []
    ) throws -> Outputs {
        try call(inputs.map { try $0.hostArray() }, reading: taps)
    }
}
