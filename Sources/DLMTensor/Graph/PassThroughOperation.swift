import DLMTypes

/// An operation whose outputs are its first operands: it only says how they are differentiated.
/// The planner takes it out.
public protocol PassThroughOperation: Operation {
    /// How many operands are handed on.
    var passed: Int { get }
}

extension PassThroughOperation {
    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        Array(inputs.prefix(passed))
    }

    /// Types of the values handed on; the rest must be what `rule` was made for.
    func passedTypes(
        _ inputs: [TensorType], rule: Subgraph, extra: Int, _ name: String
    ) throws(OpError) -> [TensorType] {
        guard inputs.count >= passed else {
            throw OpError(.unsupported("operands"), message: "\(name) has too few operands")
        }
        let own = Array(inputs.dropFirst(passed))
        try rule.require(own + rule.parameters.suffix(extra).map(\.type), of: name)
        return Array(inputs.prefix(passed))
    }
}
