import DLMTypes

/// Turns the merged structure of a computation into the planner's graph: constants folded,
/// relabellings removed, views recognised.
struct GraphImporter {
    private(set) var graph = PlanGraph()
    /// The planner's value for each output number of the structure.
    private var valueOf: [Int] = []
    private var constants: [Constant: Int] = [:]

    /// Largest constant result computed while planning.
    private static let foldingLimit = 4096

    private let threads: Int

    private init(threads: Int) { self.threads = threads }

    static func graph(_ structure: Structure, threads: Int) throws(RunError) -> PlanGraph {
        var importer = GraphImporter(threads: threads)
        for (node, entry) in zip(structure.nodes, structure.key.entries) {
            try importer.add(node, entry)
        }
        importer.graph.outputs = structure.key.outputs.map { importer.valueOf[$0] }
        importer.graph.updates = structure.key.updates.map {
            PlanGraph.Update(variable: $0.variable, value: importer.valueOf[$0.value])
        }
        return importer.graph
    }

    private mutating func add(_ node: Node, _ entry: GraphKey.Entry) throws(RunError) {
        var types: [(dtype: DType, shape: [Int])] = []
        for type in node.types {
            guard let shape = type.knownShape else {
                throw RunError(
                    .symbolic, message: "\(type) has lengths that are not known yet",
                    origin: node.origin)
            }
            guard HostMemory.byteCount(type.dtype, shape) != nil else {
                throw RunError(
                    .memory, message: "\(type.plain) is larger than any memory",
                    origin: node.origin)
            }
            types.append((type.dtype, shape))
        }
        let inputs = entry.inputs.map { valueOf[$0] }
        if let folded = try constantResult(node, inputs, types) {
            valueOf += folded
            return
        }
        valueOf += importNode(node, inputs, types)
    }

    private mutating func constant(_ array: HostArray, _ origin: Origin?) -> Int {
        let key = Constant(value: array)
        if let known = constants[key] { return known }
        let value = graph.append(.constant(array), [], [(array.dtype, array.shape)], origin)[0]
        constants[key] = value
        return value
    }

    /// The outputs of a node whose operands are all small constants.
    private mutating func constantResult(
        _ node: Node, _ inputs: [Int], _ types: [(dtype: DType, shape: [Int])]
    ) throws(RunError) -> [Int]? {
        if let leaf = node.operation as? Constant { return [constant(leaf.value, node.origin)] }
        // A loop may take long, which planning must not.
        if node.operation is any LeafOperation || node.operation is Scan { return nil }
        if types.allSatisfy({ $0.shape.contains(0) }) {
            // Nothing to compute, and no kernel has to know.
            return types.map { constant(HostArray(zeros: $0.dtype, $0.shape), node.origin) }
        }
        var operands: [HostArray] = []
        for input in inputs {
            guard case .constant(let array) = graph.kind(of: input) else { return nil }
            operands.append(array)
        }
        // An expanded scalar stays a view: one element serves every place.
        let size = types.reduce(0) { $0 + $1.shape.reduce(1, *) }
        guard size <= Self.foldingLimit, !(node.operation is Expand) else { return nil }
        do throws(OpError) {
            return try node.operation.reference(operands).map { constant($0, node.origin) }
        } catch {
            throw RunError(.operation, message: error.message, origin: node.origin)
        }
    }

    private mutating func importNode(
        _ node: Node, _ inputs: [Int], _ types: [(dtype: DType, shape: [Int])]
    ) -> [Int] {
        let origin = node.origin
        switch node.operation {
        case let leaf as Placeholder:
            return graph.append(.placeholder(leaf.name), inputs, types, origin)
        case let leaf as VariableRead:
            return graph.append(.variable(leaf.variable), inputs, types, origin)
        case let operation as any PassThroughOperation:
            return Array(inputs.prefix(operation.passed))
        case let operation as any ElementwiseOperation
        where WholeNumbers.needExactness(operation.code, inputs.map { graph.values[$0].dtype }):
            return graph.append(.kernel(operation), inputs, types, origin)
        case let operation as any ReductionOperation
        where graph.values[inputs[0]].dtype == .int64:
            return graph.append(.kernel(operation), inputs, types, origin)
        case let operation as any ElementwiseOperation:
            let isSame = operation.code == .copy && graph.values[inputs[0]].dtype == types[0].dtype
            return isSame
                ? inputs : graph.append(.elementwise(operation.code), inputs, types, origin)
        case let operation as any ReductionOperation:
            return graph.append(
                .reduction(operation.reduction, axes: operation.axes), inputs, types, origin)
        default:
            let shape = inputs.first.map { graph.values[$0].shape } ?? []
            guard let view = Self.view(node.operation, shape) else {
                return Expansions.expand(
                    node.operation, inputs, &graph, node.origin, threads: threads)
                    ?? graph.append(.kernel(node.operation), inputs, types, origin)
            }
            let isSame = graph.values[inputs[0]].shape == types[0].shape
            switch view {
            case .reshape where isSame, .expand where isSame: return inputs
            default: return graph.append(.view(view), inputs, types, origin)
            }
        }
    }

    private static func view(_ operation: any Operation, _ shape: [Int]) -> ViewTransform? {
        switch operation {
        case is Reshape: return .reshape
        case is Expand: return .expand
        case let permute as Permute: return .permute(permute.axes)
        case let slice as Slice:
            let starts = slice.starts.compactMap(\.constant)
            guard starts.count == shape.count else { return nil }
            return .slice(starts: starts, steps: slice.steps)
        case let flip as Flip:
            let flipped = shape.indices.map { flip.axes.contains($0) }
            return .slice(
                starts: zip(shape, flipped).map { $1 ? max($0 - 1, 0) : 0 },
                steps: flipped.map { $0 ? -1 : 1 })
        default: return nil
        }
    }
}
