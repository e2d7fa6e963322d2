import DLMTypes

/// A way to fill a new parameter, as a program names it: `kaimingUniform(a: sqrt(5))`.
public struct Initializer: Sendable {
    public let signature: Signature
    private let draw: @Sendable (InitializerArguments, Draw) throws(OpError) -> HostArray

    init(
        _ signature: Signature,
        draw: @escaping @Sendable (InitializerArguments, Draw) throws(OpError) -> HostArray
    ) {
        self.signature = signature
        self.draw = draw
    }

    /// An array of a floating-point type; the same key gives the same numbers on every machine and
    /// number of threads. Arguments are in the order of the signature's parameters, defaults
    /// filled in.
    ///
    /// - Parameter isInterrupted: asked while numbers are drawn; true stops that.
    /// - Throws: `OpError` for a shape without fans, arguments out of range, or when interrupted.
    public func sample(
        _ arguments: [StaticValue], shape: [Int], dtype: DType = .float32, key: RandomKey,
        isInterrupted: @escaping () -> Bool = { false }
    ) throws(OpError) -> HostArray {
        guard arguments.count == signature.parameters.count else {
            throw OpError(
                .unsupported("argument count"),
                message: "\(signature.name) takes \(signature.parameters.count) arguments")
        }
        guard dtype.isFloating else {
            throw OpError(
                .dtype(wanted: "Float", actual: dtype),
                message: "\(signature.name) fills Float parameters, not \(dtype.name)")
        }
        let read = InitializerArguments(values: arguments, signature: signature)
        return try draw(
            read, Draw(shape: shape, dtype: dtype, key: key, isInterrupted: isInterrupted))
    }
}

/// Arguments of an initialiser by position.
struct InitializerArguments: Sendable {
    let values: [StaticValue]
    let signature: Signature

    func number(_ position: Int) throws(OpError) -> Double {
        switch values[position] {
        case .float(let number): return number
        case .int(let dim):
            if let number = dim.constant { return Double(number) }
        default: break
        }
        throw refusal(position, "a number")
    }

    func enumCase(_ position: Int) throws(OpError) -> String {
        if case .enumCase(let name) = values[position] { return name }
        throw refusal(position, "a case")
    }

    private func refusal(_ position: Int, _ wanted: String) -> OpError {
        let name = signature.parameters[position].name
        return OpError(
            .argument(name), message: "\(name) of \(signature.name) must be \(wanted)")
    }
}
