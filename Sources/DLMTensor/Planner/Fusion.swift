import DLMTypes

/// What an elementwise or reducing node walks over.
struct IterationSpace: Hashable {
    let shape: [Int]
    let layout: PhysicalLayout
    /// Whether registers hold Float64.
    let isDouble: Bool
    /// Whether the results are written to variables, after everything else.
    let isCommit: Bool
}

/// Decides which elementwise values are kept in memory and which are computed inside the programs
/// that use them, possibly several times.
///
/// Values that a kernel, a view, an output or another iteration space needs are kept. A value
/// used within one program is never kept. One with users in several passes is computed again in
/// each when it is cheap and reads little that is not in memory anyway: normalisation followed by
/// a rectifier costs its few instructions and no traffic, while keeping it would cost a tensor
/// from the forward to the backward pass.
struct Fusion {
    let placed: PlacedGraph
    /// For each value: whether it lies in memory (leaves and kernels' results always do).
    private(set) var isKept: [Bool]
    /// For each elementwise value and reduction's output: what it walks over.
    private(set) var spaces: [IterationSpace?]
    /// Values written to variables.
    private let commits: Set<Int>

    private struct Price {
        var weight = 0
        var instructions = 0
        var operands: Set<Int> = []
    }

    init(_ placed: PlacedGraph) {
        self.placed = placed
        commits = Set(placed.graph.updates.map(\.value))
        isKept = Array(repeating: true, count: placed.graph.values.count)
        spaces = Array(repeating: nil, count: placed.graph.values.count)
        for node in placed.graph.nodes { spaces[node.outputs[0]] = space(of: node) }
        let roots = markForced()
        markPriced(roots)
    }

    private func space(of node: PlanGraph.Node) -> IterationSpace? {
        let graph = placed.graph
        let output = node.outputs[0]
        func isWide(_ value: Int) -> Bool {
            switch graph.values[value].dtype {
            case .float64, .int64, .int32: graph.scalarConstant(value) == nil
            default: false
            }
        }
        let isDouble = isWide(output) || node.inputs.contains(where: isWide)
        switch node.kind {
        case .elementwise:
            return IterationSpace(
                shape: graph.values[output].shape, layout: placed.layouts[output],
                isDouble: isDouble, isCommit: commits.contains(output))
        case .reduction:
            let input = node.inputs[0]
            let shape = graph.values[input].shape
            let strides = placed.placements[input].strides
            let isLast = MemoryOrder.isDense(strides, shape, .channelsLast)
            let isFirst = MemoryOrder.isDense(strides, shape, .rowMajor)
            return IterationSpace(
                shape: shape, layout: isLast && !isFirst ? .channelsLast : .rowMajor,
                isDouble: isDouble, isCommit: false)
        default: return nil
        }
    }

    /// Whether `user` can compute `value` in its own program.
    private func canInline(_ value: Int, into user: PlanGraph.Node) -> Bool {
        guard let from = spaces[value], let to = spaces[user.outputs[0]] else { return false }
        guard from.shape == to.shape, from.isDouble == to.isDouble,
            from.layout == to.layout || MemoryOrder.isSameOrder(from.shape)
        else { return false }
        // Registers would skip the rounding of narrower types.
        switch placed.graph.values[value].dtype {
        case .bool: return true
        case .float32: return !from.isDouble
        case .float64, .int64: return from.isDouble
        case .int32, .uint8: return false
        }
    }

    /// First, from users to inputs: values that must be kept, and for the others the programs that
    /// would contain them.
    private mutating func markForced() -> [Set<Int>] {
        let graph = placed.graph
        var users: [[Int]] = Array(repeating: [], count: graph.values.count)
        for (number, node) in graph.nodes.enumerated() {
            for input in Set(node.inputs) { users[input].append(number) }
        }
        let outputs = Set(graph.outputs)
        var roots: [Set<Int>] = Array(repeating: [], count: graph.values.count)
        for value in graph.values.indices.reversed() where graph.isElementwise(value) {
            var forced =
                outputs.contains(value) || commits.contains(value) || placed.settled.contains(value)
            for user in users[value] where !forced {
                forced = !canInline(value, into: graph.nodes[user])
            }
            isKept[value] = forced
            // All writers to variables of one update share a pass.
            if forced { roots[value] = [commits.contains(value) ? -1 : value] }
            for user in users[value] where !forced {
                let output = graph.nodes[user].outputs[0]
                if graph.isElementwise(output) {
                    roots[value].formUnion(roots[output])
                } else {
                    roots[value].insert(output)
                }
            }
        }
        return roots
    }

    /// Then, from inputs to users: values too dear to be computed more than once, and expressions
    /// too large for one program.
    private mutating func markPriced(_ roots: [Set<Int>]) {
        let graph = placed.graph
        var prices: [Price] = Array(repeating: Price(), count: graph.values.count)
        for node in graph.nodes {
            guard case .elementwise(let code) = node.kind else { continue }
            let value = node.outputs[0]
            var price = Price(weight: ProgramLimits.weight(code), instructions: 1)
            for input in Set(node.inputs) {
                if isKept[input] {
                    if graph.scalarConstant(input) == nil { price.operands.insert(input) }
                } else {
                    price.weight += prices[input].weight
                    price.instructions += prices[input].instructions
                    price.operands.formUnion(prices[input].operands)
                }
            }
            prices[value] = price
            if isKept[value] { continue }
            let size = graph.values[value].count
            let full = price.operands.count { graph.values[$0].count == size }
            let isRepeated = roots[value].count > 1
            isKept[value] =
                price.instructions > ProgramLimits.instructions / 2
                || price.operands.count > ProgramLimits.operands / 2
                || (isRepeated
                    && (price.weight > ProgramLimits.recomputedWeight
                        || full > ProgramLimits.recomputedOperands))
        }
    }
}

extension MemoryOrder {
    /// Whether both layouts of a shape are the same order.
    static func isSameOrder(_ shape: [Int]) -> Bool {
        isDense(dense(shape, .channelsLast), shape, .rowMajor)
    }
}
