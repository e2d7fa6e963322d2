import DLMTensor
import DLMTypes

// Brackets take parts, as in a dlm program and in NumPy:
//
//     try x[0]                      one row; its axis is dropped
//     try x[-1, 0..<2]              the first two of the last row
//     try x[.all, 0]                a column
//     try x[..., .newAxis]          one more axis of length 1
//     try x[.slice(step: -1)]       backwards
//     try x[indices]                rows at the positions of an Int tensor
//     try x[x .> 0]                 what is positive, one after the other
//
// A position beyond its axis throws; a range stops at the end of the axis. Every part is a node of
// the graph, so a gradient flows through it.

extension Tensor {
    /// Parts of a tensor; each index speaks of the next axis, and axes that none names stay whole.
    ///
    /// Index tensors broadcast together and pair up; their axes take the place of the ones they
    /// index where those are neighbours, the front otherwise. The numbers of a mask are computed on
    /// the spot, since they decide the shape.
    ///
    /// - Throws: `OpError` for a position beyond its axis, more indices than axes, a step of 0, a
    ///   mask of other lengths than the axes it covers, and one whose numbers are not known.
    public subscript<each Index: TensorIndexable>(_ indices: repeat each Index) -> Tensor {
        get throws(OpError) {
            var parts: [TensorIndex] = []
            repeat parts.append((each indices).tensorIndex)
            return try part(parts)
        }
    }

    /// Parts counted from the last axis: `x[..., 0]`.
    /// - Throws: `OpError`, as the subscript without `...`.
    public subscript<each Index: TensorIndexable>(
        _ rest: UnboundedRange, _ indices: repeat each Index
    ) -> Tensor {
        get throws(OpError) {
            var parts: [TensorIndex] = [.rest]
            repeat parts.append((each indices).tensorIndex)
            return try part(parts)
        }
    }

    /// Parts of the first axis, and of others counted from the last: `x[0, ..., 1]`.
    /// - Throws: `OpError`, as the subscript without `...`.
    public subscript<First: TensorIndexable, each Index: TensorIndexable>(
        _ first: First, _ rest: UnboundedRange, _ indices: repeat each Index
    ) -> Tensor {
        get throws(OpError) {
            var parts: [TensorIndex] = [first.tensorIndex, .rest]
            repeat parts.append((each indices).tensorIndex)
            return try part(parts)
        }
    }

    /// As the subscript, for indices whose number is not known in the text.
    /// - Throws: `OpError`, as the subscript.
    public func part(_ parts: [TensorIndex]) throws(OpError) -> Tensor {
        let rests = parts.count { if case .rest = $0.part { true } else { false } }
        let named = parts.reduce(0) { $0 + $1.axisCount }
        if let refusal { throw refusal }
        guard rests <= 1 else {
            throw OpError(
                .argument("index"), message: "... stands for the axes not named; there can be one")
        }
        guard named <= rank else {
            throw OpError(
                .rank(wanted: "at least \(named) axes", actual: rank), operand: 0,
                message: "\(named) indices for the \(rank) axes of \(type)")
        }
        return try assemble(parts, free: rank - named)
    }

    /// Positions and slices are taken axis by axis; index tensors and masks pair up in the end.
    private func assemble(_ parts: [TensorIndex], free: Int) throws(OpError) -> Tensor {
        var current = self
        var axis = 0
        var indices: [(axis: Int, index: Tensor)] = []
        for part in parts {
            switch part.part {
            case .rest: axis += free
            case .newAxis:
                current = try current.unsqueeze(axis: axis)
                axis += 1
            case .position(let position):
                current = try current.select(axis: axis, at: Dim(position))
            case .slice(let start, let stop, let step):
                current = try current.slice(
                    axis: axis, start: start.map { Dim($0) }, stop: stop.map { Dim($0) },
                    step: step)
                axis += 1
            case .tensor(let index):
                if let refusal = index.refusal { throw refusal }
                if index.dtype == .bool {
                    for position in try index.positions(covering: current, from: axis) {
                        indices.append((axis: axis, index: position))
                        axis += 1
                    }
                } else if index.rank == 0 {
                    current = try current.indexed([(axis: axis, index: index)])
                } else {
                    indices.append((axis: axis, index: index))
                    axis += 1
                }
            }
        }
        return indices.isEmpty ? current : try current.indexed(indices)
    }
}
