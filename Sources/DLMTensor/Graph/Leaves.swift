import DLMTypes

/// A value given at each run, by name: a field of the batch, the learning rate, the random state.
public struct Placeholder: LeafOperation {
    public let name: String
    /// Whether no run will give it a value: it stands for one while a program is checked.
    public var isStandIn = false
}

/// A value known when the graph is built.
public struct Constant: LeafOperation {
    public let value: HostArray
    /// The numbers before they were rounded to Float: those of a program have all their digits
    /// where they meet Float64.
    var exact: HostArray?
    /// Whether it came as data and may differ the next time, however small it is: a plan takes it
    /// as an input. Numbers that a program writes are a part of the plan.
    var isGiven = false

    public static func == (lhs: Constant, rhs: Constant) -> Bool {
        guard lhs.value.dtype == rhs.value.dtype, lhs.value.shape == rhs.value.shape else {
            return false
        }
        if lhs.value.storage === rhs.value.storage { return true }
        // Bytes, not numbers: NaN equals itself here and 0 differs from -0.
        return lhs.value.withBytes { left in rhs.value.withBytes { left.elementsEqual($0) } }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(value.dtype)
        hasher.combine(value.shape)
        value.withBytes { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes.prefix(64)))
        }
    }
}

/// The value of a variable as it was when the run began.
public struct VariableRead: LeafOperation {
    public let variable: Variable
}

/// An operation without inputs whose type is fixed by its creator.
public protocol LeafOperation: Operation {}

extension LeafOperation {
    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        throw OpError(.unsupported("leaf"), message: "a leaf is not applied to operands")
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        throw OpError(.unsupported("leaf"), message: "a leaf has no computation")
    }
}

extension Tensor {
    /// A value to be given at each run. Lengths may be symbolic while a program is checked.
    public static func placeholder(_ name: String, _ type: TensorType) -> Tensor {
        Tensor(node: Node(leaf: Placeholder(name: name), type: type))
    }

    public static func constant(_ value: HostArray) -> Tensor {
        let type = TensorType(value.dtype, value.shape.map { Dim($0) })
        return Tensor(node: Node(leaf: Constant(value: value), type: type))
    }

    /// Numbers that come as data: a plan of the same computation serves others too.
    package static func given(_ value: HostArray) -> Tensor {
        let type = TensorType(value.dtype, value.shape.map { Dim($0) })
        return Tensor(node: Node(leaf: Constant(value: value, isGiven: true), type: type))
    }

    /// Whether it is a constant that came as data.
    var isGiven: Bool { (node.operation as? Constant)?.isGiven ?? false }

    /// A scalar computed from constants, which came as data when one of them did.
    static func folded(_ value: Double, _ dtype: DType, from operands: Tensor...) -> Tensor {
        operands.contains(where: \.isGiven)
            ? .given(HostArray(dtype, [], doubles: [value])) : .scalar(value, dtype)
    }

    /// A constant scalar.
    public static func scalar(_ value: Double, _ dtype: DType = .float32) -> Tensor {
        literal(dtype, [], [value])
    }

    /// Numbers as a program writes them: as Float64 they have all their digits.
    public static func literal(_ dtype: DType, _ shape: [Int], _ numbers: [Double]) -> Tensor {
        var leaf = Constant(value: HostArray(dtype, shape, doubles: numbers))
        if dtype == .float32, numbers.contains(where: { Double(Float($0)) != $0 }) {
            leaf.exact = HostArray(.float64, shape, doubles: numbers)
        }
        return Tensor(node: Node(leaf: leaf, type: TensorType(dtype, shape.map { Dim($0) })))
    }

    /// The digits of numbers that were rounded to Float, when all of them are literals.
    func exactDigits() throws(OpError) -> Tensor? {
        switch node.operation {
        case let leaf as Constant: leaf.exact.map { .constant($0) }
        case is Expand: try node.inputs[0].exactDigits()?.expand(to: shape)
        case is Reshape: try node.inputs[0].exactDigits()?.reshape(shape)
        default: nil
        }
    }

    public static func variable(_ variable: Variable) -> Tensor {
        Tensor(node: Node(leaf: VariableRead(variable: variable), type: variable.type))
    }

    /// A stand-in for a variable of a program that is only checked: lengths may be symbolic.
    public static func unplaced(_ path: String, _ type: TensorType) -> Tensor {
        Tensor(node: Node(leaf: Placeholder(name: path, isStandIn: true), type: type))
    }
}
