import DLMTypes

/// Larger operations written as elementwise nodes and reductions, which fusion then joins with
/// their neighbours.
enum Expansions {
    /// The outputs of an operation's expansion; nil when it has none for these operands.
    static func expand(
        _ operation: any Operation, _ inputs: [Int], _ graph: inout PlanGraph, _ origin: Origin?,
        threads: Int
    ) -> [Int]? {
        guard let first = inputs.first, graph.values[first].dtype.isFloating,
            !graph.values[first].shape.contains(0)
        else { return nil }
        switch operation {
        case let moments as Moments:
            let (mean, variance) = self.moments(first, moments.axes, &graph, origin, threads)
            return [mean, variance]
        case let norm as BatchNormalization:
            return batchNormalization(norm, inputs, &graph, origin, threads)
        case let softmax as Softmax:
            return [self.softmax(first, softmax.axis, isLog: false, &graph, origin)]
        case let softmax as LogSoftmax:
            return [self.softmax(first, softmax.axis, isLog: true, &graph, origin)]
        case let fold as LogSumExp: return [logSumExp(first, fold, &graph, origin)]
        default: return nil
        }
    }

    /// y = x * scale + shift with both per channel, so that applying it is two instructions.
    private static func batchNormalization(
        _ norm: BatchNormalization, _ inputs: [Int], _ graph: inout PlanGraph, _ origin: Origin?,
        _ threads: Int
    ) -> [Int] {
        let (x, weight, bias) = (inputs[0], inputs[1], inputs[2])
        let shape = graph.values[x].shape
        let axes = shape.indices.filter { $0 != norm.axis }
        let (mean, variance) = moments(x, axes, &graph, origin, threads)
        let epsilon = graph.scalar(norm.epsilon, graph.values[x].dtype)
        let inverse = graph.elementwise(
            .rsqrt, [graph.elementwise(.add, [variance, epsilon], origin)], origin)
        let scale = graph.elementwise(.multiply, [inverse, weight], origin)
        let offset = graph.elementwise(.multiply, [mean, scale], origin)
        let shift = graph.elementwise(.subtract, [bias, offset], origin)
        let wideScale = graph.alongAxis(scale, norm.axis, of: shape, origin)
        let wideShift = graph.alongAxis(shift, norm.axis, of: shape, origin)
        let scaled = graph.elementwise(.multiply, [x, wideScale], origin)
        let y = graph.elementwise(.add, [scaled, wideShift], origin)
        return [y, mean, inverse, variance]
    }

    /// Mean and biased variance in one pass, by sums of x - s and (x - s)² with s an element of
    /// the same channel: without the shift a mean far from zero would swallow the variance.
    private static func moments(
        _ x: Int, _ axes: [Int], _ graph: inout PlanGraph, _ origin: Origin?, _ threads: Int
    ) -> (mean: Int, variance: Int) {
        if let fused = convolutionMoments(x, axes, &graph, threads) { return fused }
        let shape = graph.values[x].shape
        let dtype = graph.values[x].dtype
        let kept = shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
        let first = shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
        let corner = graph.append(
            .view(
                .slice(
                    starts: shape.map { _ in 0 }, steps: shape.map { _ in 1 })),
            [x], [(dtype, first)], origin)[0]
        let distance = graph.elementwise(.subtract, [x, corner], origin)
        let square = graph.elementwise(.square, [distance], origin)
        let sum = graph.reduction(.sum, distance, axes: axes, keepsAxes: false, origin)
        let squares = graph.reduction(.sum, square, axes: axes, keepsAxes: false, origin)
        let count = axes.reduce(1) { $0 * shape[$1] }
        let share = graph.scalar(1 / Double(count), dtype)
        let level = graph.elementwise(.multiply, [sum, share], origin)
        let mean = graph.elementwise(.add, [level, graph.reshape(corner, kept, origin)], origin)
        let spread = graph.elementwise(.multiply, [squares, share], origin)
        let difference = graph.elementwise(
            .subtract, [spread, graph.elementwise(.square, [level], origin)], origin)
        let variance = graph.elementwise(
            .maximum, [difference, graph.scalar(0, dtype)], origin)
        return (mean, variance)
    }

    /// Statistics that the convolution before leaves on the way.
    private static func convolutionMoments(
        _ x: Int, _ axes: [Int], _ graph: inout PlanGraph, _ threads: Int
    ) -> (mean: Int, variance: Int)? {
        guard axes == [0, 2, 3], graph.values[x].dtype == .float32 else { return nil }
        let number = graph.values[x].node
        guard case .kernel(let operation) = graph.nodes[number].kind else { return nil }
        if operation is ConvolutionWithMoments {
            let outputs = graph.nodes[number].outputs
            return outputs[0] == x ? (outputs[1], outputs[2]) : nil
        }
        let inputs = graph.nodes[number].inputs
        guard let convolution = operation as? Conv2d,
            ConvolutionStep.canLeaveMoments(
                convolution, x: graph.values[inputs[0]].shape,
                weight: graph.values[inputs[1]].shape, y: graph.values[x].shape, threads: threads)
        else { return nil }
        let (mean, variance) = graph.addOutputs(
            to: number, .kernel(ConvolutionWithMoments(convolution: convolution)),
            shape: [graph.values[x].shape[1]])
        return (mean, variance)
    }
}

extension PlanGraph {
    /// Turns a node into a form with two more Float32 outputs.
    mutating func addOutputs(to node: Int, _ kind: Kind, shape: [Int]) -> (Int, Int) {
        let first = values.count
        values.append(Value(dtype: .float32, shape: shape, node: node))
        values.append(Value(dtype: .float32, shape: shape, node: node))
        nodes[node].kind = kind
        nodes[node].outputs += [first, first + 1]
        return (first, first + 1)
    }
}
