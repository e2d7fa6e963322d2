import DLMTypes

/// The planner's graph with a place in memory for every value: layouts chosen, views resolved, and
/// copies inserted where a kernel or the outside world needs another order.
struct PlacedGraph {
    var graph = PlanGraph()
    /// For each value: where its elements lie if it is kept. A view names another value's buffer.
    var placements: [Placement] = []
    /// For each value: its order in memory if it is kept in a buffer of its own.
    var layouts: [PhysicalLayout] = []

    /// Values that must lie in memory before anything is committed.
    var settled: Set<Int> = []
}

/// Chooses a memory order for each value and rebuilds the graph accordingly.
///
/// Convolution and pooling want channels last. Elementwise values of the same shape that are
/// connected with such an operand or result follow, so that whole residual towers are passed
/// through without a conversion; conversions appear at inputs, reshapes and outputs.
struct LayoutPass {
    private let source: PlanGraph
    private var result = PlacedGraph()
    /// The new value for each old one.
    private var mapped: [Int]
    private var copies: [Copy: Int] = [:]

    private struct Copy: Hashable {
        let value: Int
        let layout: PhysicalLayout
    }

    /// With `settlesUpdates`, new values of variables are computed into buffers first and copied
    /// when committing: slower, and right when updates read each other's variables.
    static func run(_ graph: PlanGraph, settlesUpdates: Bool) -> PlacedGraph {
        var pass = LayoutPass(
            source: graph, mapped: Array(repeating: -1, count: graph.values.count))
        pass.rebuild(settlesUpdates)
        return pass.result
    }

    private init(source: PlanGraph, mapped: [Int]) {
        self.source = source
        self.mapped = mapped
    }

    private mutating func rebuild(_ settlesUpdates: Bool) {
        let wanted = ChannelsLast.values(of: source)
        let live = LayoutPass.reachable(source)
        for (number, node) in source.nodes.enumerated() where live[number] {
            add(node, wanted)
        }
        result.graph.outputs = source.outputs.map { dense(mapped[$0], .rowMajor) }
        result.graph.updates = source.updates.map { update in
            var value = mapped[update.value]
            if settlesUpdates {
                value =
                    append(
                        .elementwise(.copy), [value], [result.graph.values[value]], [.rowMajor], nil
                    )[0]
                result.settled.insert(value)
            }
            // A root of its own, so that the new value is written where the variable lies.
            let copy = append(
                .elementwise(.copy), [value], [result.graph.values[value]], [.rowMajor],
                result.graph.nodes[result.graph.values[value].node].origin)
            return PlanGraph.Update(variable: update.variable, value: copy[0])
        }
    }

    private mutating func add(_ node: PlanGraph.Node, _ wanted: [Bool]) {
        var inputs = node.inputs.map { mapped[$0] }
        let values = node.outputs.map { source.values[$0] }
        var layouts = node.outputs.map { _ in PhysicalLayout.rowMajor }
        switch node.kind {
        case .placeholder, .constant, .variable, .reduction: break
        case .elementwise:
            if wanted[node.outputs[0]] { layouts = [.channelsLast] }
        case .view(let transform):
            let from = result.graph.values[inputs[0]].shape
            let to = values[0].shape
            var placement = MemoryOrder.view(
                transform, result.placements[inputs[0]], from: from, to: to)
            if placement == nil {
                inputs = [dense(inputs[0], .rowMajor)]
                placement = MemoryOrder.view(
                    transform, result.placements[inputs[0]], from: from, to: to)
            }
            mapped[node.outputs[0]] = append(node.kind, inputs, values, layouts, node.origin)[0]
            if let placement { result.placements[mapped[node.outputs[0]]] = placement }
            return
        case .kernel(let operation):
            let dtype = inputs.first.map { result.graph.values[$0].dtype } ?? .float32
            inputs = inputs.enumerated().map { index, input in
                dense(input, KernelLayouts.input(of: operation, index, dtype))
            }
            layouts = node.outputs.map { _ in KernelLayouts.output(of: operation, dtype) }
        }
        let outputs = append(node.kind, inputs, values, layouts, node.origin)
        for (old, new) in zip(node.outputs, outputs) { mapped[old] = new }
    }

    private mutating func append(
        _ kind: PlanGraph.Kind, _ inputs: [Int], _ values: [PlanGraph.Value],
        _ layouts: [PhysicalLayout], _ origin: Origin?
    ) -> [Int] {
        let types = values.map { (dtype: $0.dtype, shape: $0.shape) }
        let outputs = result.graph.append(kind, inputs, types, origin)
        for ((output, value), layout) in zip(zip(outputs, values), layouts) {
            let strides = MemoryOrder.dense(value.shape, layout)
            result.placements.append(Placement(base: output, offset: 0, strides: strides))
            result.layouts.append(layout)
        }
        return outputs
    }

    /// The value in dense form, copied when it is not.
    private mutating func dense(_ value: Int, _ layout: PhysicalLayout) -> Int {
        let shape = result.graph.values[value].shape
        if MemoryOrder.isDense(result.placements[value].strides, shape, layout) { return value }
        let key = Copy(value: value, layout: layout)
        if let known = copies[key] { return known }
        let origin = result.graph.nodes[result.graph.values[value].node].origin
        let copy = append(
            .elementwise(.copy), [value], [result.graph.values[value]], [layout], origin)[0]
        copies[key] = copy
        return copy
    }

    /// Nodes that an output or an update needs.
    private static func reachable(_ graph: PlanGraph) -> [Bool] {
        var live = [Bool](repeating: false, count: graph.nodes.count)
        for value in graph.outputs { live[graph.values[value].node] = true }
        for update in graph.updates { live[graph.values[update.value].node] = true }
        for number in graph.nodes.indices.reversed() where live[number] {
            for input in graph.nodes[number].inputs { live[graph.values[input].node] = true }
        }
        return live
    }
}

/// Which elementwise values are kept channels last.
enum ChannelsLast {
    /// One entry a value.
    static func values(of graph: PlanGraph) -> [Bool] {
        var parent = Array(graph.values.indices)
        func root(_ value: Int) -> Int {
            var value = value
            while parent[value] != value {
                parent[value] = parent[parent[value]]
                value = parent[value]
            }
            return value
        }
        var touched = [Bool](repeating: false, count: graph.values.count)
        for node in graph.nodes {
            switch node.kind {
            case .elementwise:
                let shape = graph.values[node.outputs[0]].shape
                guard shape.count == 4 else { continue }
                for input in node.inputs where graph.values[input].shape == shape {
                    parent[root(input)] = root(node.outputs[0])
                }
            case .kernel(let operation):
                let dtype = node.inputs.first.map { graph.values[$0].dtype } ?? .float32
                for (index, input) in node.inputs.enumerated()
                where KernelLayouts.input(of: operation, index, dtype) == .channelsLast {
                    touched[input] = true
                }
                if KernelLayouts.output(of: operation, dtype) == .channelsLast {
                    for output in node.outputs { touched[output] = true }
                }
            default: continue
            }
        }
        var wanted = [Bool](repeating: false, count: graph.values.count)
        for value in graph.values.indices where touched[value] { wanted[root(value)] = true }
        return graph.values.indices.map { wanted[root($0)] }
    }
}
