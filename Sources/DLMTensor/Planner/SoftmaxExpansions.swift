import DLMTypes

extension Expansions {
    /// log(sum(exp(x - level))) + level with the largest element as the level, or 0 where that is
    /// infinite.
    static func logSumExp(
        _ x: Int, _ fold: LogSumExp, _ graph: inout PlanGraph, _ origin: Origin?
    ) -> Int {
        let dtype = graph.values[x].dtype
        let largest = graph.reduction(.max, x, axes: [fold.axis], keepsAxes: true, origin)
        let shape = graph.values[largest].shape
        let size = graph.elementwise(.absolute, [largest], origin)
        let isInfinite = graph.append(
            .elementwise(.equal), [size, graph.scalar(.infinity, dtype)], [(.bool, shape)], origin
        )[0]
        let level = graph.append(
            .elementwise(.select), [isInfinite, graph.scalar(0, dtype), largest],
            [(dtype, shape)], origin)[0]
        let distance = graph.elementwise(.subtract, [x, level], origin)
        let weight = graph.elementwise(.exp, [distance], origin)
        let sum = graph.reduction(.sum, weight, axes: [fold.axis], keepsAxes: true, origin)
        let total = graph.elementwise(
            .add, [graph.elementwise(.log, [sum], origin), level], origin)
        let kept = shape.indices.filter { $0 != fold.axis }.map { shape[$0] }
        return fold.keepsAxis ? total : graph.reshape(total, kept, origin)
    }

    static func softmax(
        _ x: Int, _ axis: Int, isLog: Bool, _ graph: inout PlanGraph, _ origin: Origin?
    ) -> Int {
        let largest = graph.reduction(.max, x, axes: [axis], keepsAxes: true, origin)
        let distance = graph.elementwise(.subtract, [x, largest], origin)
        let weight = graph.elementwise(.exp, [distance], origin)
        let sum = graph.reduction(.sum, weight, axes: [axis], keepsAxes: true, origin)
        if isLog {
            let level = graph.elementwise(.log, [sum], origin)
            return graph.elementwise(.subtract, [distance, level], origin)
        }
        return graph.elementwise(.divide, [weight, sum], origin)
    }
}
