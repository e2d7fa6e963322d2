import DLMTypes

/// Moves the addition of a bias into the matrix product before it, when that is the product's only
/// use: the sum is formed while the result is in cache.
enum BiasFusion {
    static func run(_ graph: inout PlanGraph) {
        var users = [Int](repeating: 0, count: graph.values.count)
        for node in graph.nodes {
            for input in node.inputs { users[input] += 1 }
        }
        for output in graph.outputs { users[output] += 1 }
        for update in graph.updates { users[update.value] += 1 }
        for number in graph.nodes.indices {
            guard case .elementwise(.add) = graph.nodes[number].kind else { continue }
            let inputs = graph.nodes[number].inputs
            for (product, bias) in [(inputs[0], inputs[1]), (inputs[1], inputs[0])] {
                let source = graph.values[product].node
                guard users[product] == 1, case .kernel(let operation) = graph.nodes[source].kind,
                    let matmul = operation as? MatMul, graph.scalarConstant(bias) == nil,
                    graph.values[product].dtype == .float32, graph.values[bias].dtype == .float32,
                    let width = graph.values[product].shape.last,
                    graph.values[bias].shape == [width],
                    graph.values[product].shape
                        == graph.values[graph.nodes[number].outputs[0]].shape
                else { continue }
                graph.nodes[number].kind = .kernel(MatMulWithBias(product: matmul))
                graph.nodes[number].inputs = graph.nodes[source].inputs + [bias]
                break
            }
        }
    }
}
