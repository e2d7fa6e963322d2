import DLMTypes

/// A computation as the planner works on it: equal nodes merged, every length known, nodes in an
/// order in which inputs come before their users.
struct PlanGraph {
    /// One output of a node.
    struct Value {
        let dtype: DType
        let shape: [Int]
        let node: Int

        var count: Int { shape.reduce(1, *) }
        var byteCount: Int { count * dtype.byteCount }
    }

    struct Node {
        var kind: Kind
        var inputs: [Int]
        var outputs: [Int]
        var origin: Origin?
    }

    /// What the planner knows about a node.
    enum Kind {
        case placeholder(String)
        case constant(HostArray)
        case variable(Variable)
        case elementwise(ScalarCode)
        case reduction(ReductionCode, axes: [Int])
        case view(ViewTransform)
        case kernel(any Operation)

        var isLeaf: Bool {
            switch self {
            case .placeholder, .constant, .variable: true
            default: false
            }
        }
    }

    struct Update {
        let variable: Variable
        var value: Int
    }

    var values: [Value] = []
    var nodes: [Node] = []
    var outputs: [Int] = []
    var updates: [Update] = []

    /// Appends a node with outputs of the given types; gives the outputs' numbers.
    mutating func append(
        _ kind: Kind, _ inputs: [Int], _ types: [(dtype: DType, shape: [Int])], _ origin: Origin?
    ) -> [Int] {
        let first = values.count
        for type in types {
            values.append(Value(dtype: type.dtype, shape: type.shape, node: nodes.count))
        }
        let outputs = Array(first..<values.count)
        nodes.append(Node(kind: kind, inputs: inputs, outputs: outputs, origin: origin))
        return outputs
    }

    /// The number a value consists of, when it is one constant everywhere.
    func scalarConstant(_ value: Int) -> Double? {
        var value = value
        while case .view = kind(of: value) { value = nodes[values[value].node].inputs[0] }
        guard case .constant(let array) = kind(of: value), array.count == 1 else { return nil }
        return array.doubles.first
    }

    func kind(of value: Int) -> Kind { nodes[values[value].node].kind }

    func isElementwise(_ value: Int) -> Bool {
        if case .elementwise = kind(of: value) { return true }
        return false
    }
}

/// A change of shape or order that moves no element when strides can express it.
enum ViewTransform: Hashable {
    case reshape
    case expand
    /// Output axis `i` is input axis `order[i]`.
    case permute([Int])
    /// Every `step`-th element from `start` along each axis.
    case slice(starts: [Int], steps: [Int])
}
