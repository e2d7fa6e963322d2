import DLMTypes

/// A graph cut free from its surroundings: results as a function of parameters, and of captured
/// values that become parameters too. Bodies of loops and derivatives by hand are such functions.
///
/// Two of them are equal when they compute the same, whoever made them.
public final class Subgraph: Sendable {
    /// Stand-ins: the parameters it was made with, then one for each captured value.
    public let parameters: [Tensor]
    public let results: [Tensor]
    private let key: GraphKey

    private init(parameters: [Tensor], results: [Tensor]) {
        self.parameters = parameters
        self.results = results
        key = Structure(Computation(outputs: results)).key
    }

    /// Cuts `results` free from everything that does not depend on `parameters`; those values come
    /// back as `captured`, in the order of the parameters added for them.
    static func closing(
        _ results: [Tensor], over parameters: [Tensor]
    ) throws(OpError) -> (body: Subgraph, captured: [Tensor]) {
        var border = Border(results, parameters)
        let captured = border.captured
        var own: [Tensor] = []
        for tensor in parameters + captured {
            let standIn = Tensor.placeholder("subgraph.\(own.count)", tensor.type)
            border.replacements[tensor] = standIn
            own.append(standIn)
        }
        let inside = try Tensor.rebuilt(results, replacing: border.replacements)
        return (Subgraph(parameters: own, results: inside), captured)
    }

    /// The results for operands in place of the parameters, as nodes of the graph around.
    func applied(to operands: [Tensor]) throws(OpError) -> [Tensor] {
        let pairs = zip(parameters, operands).map { ($0, $1) }
        return try Tensor.rebuilt(
            results, replacing: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    /// The same function with more results.
    func adding(_ more: [Tensor]) -> Subgraph {
        Subgraph(parameters: parameters, results: results + more)
    }

    /// The results for arrays, by each operation's definition.
    func reference(_ operands: [HostArray]) throws(OpError) -> [HostArray] {
        var inputs: [String: HostArray] = [:]
        for index in parameters.indices where index < operands.count {
            inputs["subgraph.\(index)"] = operands[index]
        }
        var interpreter = ReferenceInterpreter(inputs: inputs)
        return try interpreter.evaluate(results)
    }

    /// Refuses operands of other shapes or element types than it was made for.
    func require(_ types: [TensorType], of name: String) throws(OpError) {
        guard types.count == parameters.count else {
            throw OpError(
                .unsupported("operands"),
                message: "\(name) takes \(parameters.count) operands, not \(types.count)")
        }
        for (operand, pair) in zip(types, parameters.map(\.type)).enumerated() {
            guard pair.0.dtype == pair.1.dtype, pair.0.shape == pair.1.shape else {
                throw OpError(
                    .unsupported("operands"), operand: operand,
                    message: "\(name) was made for \(pair.1), not for \(pair.0)")
            }
        }
    }
}

extension Subgraph: Hashable {
    public static func == (lhs: Subgraph, rhs: Subgraph) -> Bool {
        lhs === rhs || lhs.key == rhs.key
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// What lies between results and parameters, and what only feeds into it.
private struct Border {
    var captured: [Tensor] = []
    var replacements: [Tensor: Tensor] = [:]

    /// Constants up to this size stay inside, where they can be folded.
    private static let inlineLimit = 16

    init(_ results: [Tensor], _ parameters: [Tensor]) {
        let given = Set(parameters)
        var depends: Set<ObjectIdentifier> = Set(parameters.map { ObjectIdentifier($0.node) })
        var inlines: Set<ObjectIdentifier> = []
        var seen: Set<Tensor> = []
        // What lies behind the parameters may be a whole program: it is not looked at.
        for node in Node.inOrder(results.map(\.node), within: depends) {
            let identity = ObjectIdentifier(node)
            if node.inputs.contains(where: { depends.contains(ObjectIdentifier($0.node)) }) {
                depends.insert(identity)
                for input in node.inputs { consider(input, given, depends, inlines, &seen) }
            } else if Self.isPlain(node.operation),
                node.inputs.allSatisfy({ inlines.contains(ObjectIdentifier($0.node)) })
            {
                inlines.insert(identity)
            }
        }
        for result in results { consider(result, given, depends, inlines, &seen) }
    }

    private mutating func consider(
        _ tensor: Tensor, _ given: Set<Tensor>, _ depends: Set<ObjectIdentifier>,
        _ inlines: Set<ObjectIdentifier>, _ seen: inout Set<Tensor>
    ) {
        let identity = ObjectIdentifier(tensor.node)
        if given.contains(tensor) || depends.contains(identity) || inlines.contains(identity) {
            return
        }
        if seen.insert(tensor).inserted { captured.append(tensor) }
    }

    /// Whether a node costs nothing inside: small constants, and what is made of them.
    private static func isPlain(_ operation: any Operation) -> Bool {
        switch operation {
        case let leaf as Constant: leaf.value.count <= inlineLimit
        case is Length, is Expand, is Reshape, is Relabel, is Cast: true
        default: false
        }
    }
}

extension Tensor {
    /// The computation of `roots` with other operands: `replacements` stand for the tensors they
    /// name, and every operation that depends on one is applied again.
    ///
    /// - Throws: `OpError` when an operation refuses its new operands.
    static func rebuilt(
        _ roots: [Tensor], replacing replacements: [Tensor: Tensor]
    ) throws(OpError) -> [Tensor] {
        var known = replacements
        // What is replaced hides everything behind it.
        let given = Set(replacements.keys.map { ObjectIdentifier($0.node) })
        for node in Node.inOrder(roots.map(\.node), within: given) {
            guard node.inputs.contains(where: { known[$0] != nil }) else { continue }
            let operands = node.inputs.map { known[$0] ?? $0 }
            let made = try node.reapplied(to: operands)
            for (output, tensor) in made.enumerated() {
                known[Tensor(node: node, output: output)] = tensor
            }
        }
        return roots.map { known[$0] ?? $0 }
    }
}

extension Node {
    /// The outputs of this node's operation on other operands; errors and times still name its
    /// place in the program.
    fileprivate func reapplied(to operands: [Tensor]) throws(OpError) -> [Tensor] {
        let result = Origin.$current.withValue(origin) { () -> Result<[Tensor], OpError> in
            do throws(OpError) {
                return .success(try Tensor.applyAll(operation, operands))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
