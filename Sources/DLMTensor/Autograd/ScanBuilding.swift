import DLMTypes

extension Tensor {
    /// A loop over the first axis of `sequences`.
    ///
    /// `body` is called once, with stand-ins for the state and for one element of each sequence.
    /// What it uses from outside is captured; what of that does not depend on the stand-ins,
    /// randomness included, is computed once, before the loop.
    ///
    /// - Returns: the last state, and the results of all steps stacked along a new first axis.
    /// - Throws: `OpError` when the next state has another type than the state, or a sequence has
    ///   no axis.
    public static func scan(
        from state: [Tensor], over sequences: [Tensor], reversed: Bool = false,
        _ body: (_ state: [Tensor], _ elements: [Tensor]) throws(OpError) -> (
            state: [Tensor], results: [Tensor]
        )
    ) throws(OpError) -> (state: [Tensor], results: [Tensor]) {
        for (place, sequence) in sequences.enumerated() where sequence.rank == 0 {
            throw OpError(
                .rank(wanted: "an axis to run along", actual: 0), operand: place,
                message: "scan runs along an axis; this is \(sequence.type)")
        }
        let states = state.map { Tensor.placeholder("scan.state", $0.type.plain) }
        let elements = sequences.map {
            Tensor.placeholder("scan.element", $0.type.withoutFirstAxis)
        }
        let (next, results) = try body(states, elements)
        try requireSame(next, as: states)
        let (subgraph, captured) = try Subgraph.closing(next + results, over: states + elements)
        let scan = Scan(
            body: subgraph, states: state.count, sequences: sequences.count,
            isReversed: reversed, keepsStates: false)
        let outputs = try Tensor.applyAll(scan, state + sequences + captured)
        return (Array(outputs.prefix(state.count)), Array(outputs.dropFirst(state.count)))
    }

    private static func requireSame(_ next: [Tensor], as state: [Tensor]) throws(OpError) {
        guard next.count == state.count else {
            throw OpError(
                .argument("body"),
                message: "the state has \(state.count) tensors, the next one \(next.count)")
        }
        for (new, old) in zip(next, state) {
            guard new.dtype == old.dtype, new.rank == old.rank else {
                throw OpError(
                    .argument("body"),
                    message: "the state is \(old.type), the next one \(new.type.plain)",
                    help: new.rank == old.rank
                        ? "begin with \(new.dtype.name) values, or cast the next state"
                        : "begin with a state of the shape that the body gives")
            }
            for (left, right) in zip(new.shape, old.shape) {
                try Dim.require(left, equals: right, operand: 0) {
                    "the state is \(old.type), the next one \(new.type.plain)"
                }
            }
        }
    }
}

extension Tensor {
    /// An axis put at another place; the others keep their order.
    public func movingAxis(_ axis: Int, to place: Int) throws(OpError) -> Tensor {
        let source = try Axes.resolve(axis, rank: rank)
        let target = try Axes.resolve(place, rank: rank)
        if source == target { return self }
        var order = Array(0..<rank)
        order.remove(at: source)
        order.insert(source, at: target)
        return try permute(order)
    }
}

/// The derivative of a loop: a loop in the other direction, whose state is the gradient of the
/// state and the sums of the gradients of what was captured.
struct ScanGradient {
    private let scan: Scan
    private let context: GradientContext
    private let state: [Tensor]
    private let sequences: [Tensor]
    private let captured: [Tensor]

    init(_ scan: Scan, _ context: GradientContext) {
        self.scan = scan
        self.context = context
        state = Array(context.inputs.prefix(scan.states))
        sequences = Array(context.inputs[scan.states..<scan.states + scan.sequences])
        captured = Array(context.inputs.dropFirst(scan.states + scan.sequences))
    }

    func gradients() throws(OpError) -> [Tensor?] {
        let keeping = scan.keepingStates()
        let outputs = try Tensor.applyAll(keeping, context.inputs)
        let before = Array(outputs.suffix(scan.states))
        // Which results have a gradient to send back.
        let upstream = Array(context.upstream.dropFirst(scan.states))
        let sent = upstream.indices.filter { upstream[$0] != nil }
        var first: [Tensor] = []
        let moving = floating(state)
        for place in moving {
            first.append(try context.flow(place))
        }
        let summed = floating(captured)
        for place in summed { first.append(try .zeros(like: captured[place])) }
        let flowing = floating(sequences)
        let over = sequences + before + sent.compactMap { upstream[$0] }
        let (last, results) = try Tensor.scan(
            from: first, over: over, reversed: !scan.isReversed
        ) { gradients, elements throws(OpError) in
            try step(gradients, elements, sent, moving, flowing, summed)
        }
        var all: [Tensor?] = context.inputs.map { _ in nil }
        for (index, place) in moving.enumerated() { all[place] = last[index] }
        for (index, place) in flowing.enumerated() { all[scan.states + place] = results[index] }
        for (index, place) in summed.enumerated() {
            all[scan.states + scan.sequences + place] = last[moving.count + index]
        }
        return all
    }

    private func floating(_ tensors: [Tensor]) -> [Int] {
        tensors.indices.filter { tensors[$0].dtype.isFloating }
    }

    /// One step back: the body again, and its derivative.
    private func step(
        _ gradients: [Tensor], _ elements: [Tensor], _ sent: [Int], _ moving: [Int],
        _ flowing: [Int], _ summed: [Int]
    ) throws(OpError) -> (state: [Tensor], results: [Tensor]) {
        let inputs = Array(elements.prefix(sequences.count))
        let before = Array(elements[sequences.count..<sequences.count + state.count])
        let arriving = elements.dropFirst(sequences.count + state.count)
        // Nodes of their own: a value may be element and captured at once.
        var operands: [Tensor] = []
        for tensor in before + inputs + captured { operands.append(try tensor.alias()) }
        let results = try scan.body.applied(to: operands)
        var value = Tensor.scalar(0, .float64)
        for (index, place) in moving.enumerated() {
            value = try value + (results[place] * gradients[index]).sum().cast(to: .float64)
        }
        for (place, gradient) in zip(sent, arriving) {
            let result = results[scan.states + place]
            guard result.dtype.isFloating else { continue }
            value = try value + (result * gradient).sum().cast(to: .float64)
        }
        let offsets = (
            moving, flowing.map { $0 + state.count },
            summed.map { $0 + state.count + sequences.count }
        )
        let sources = (offsets.0 + offsets.1 + offsets.2).map { operands[$0] }
        let found = try value.gradients(with: sources)
        let own = Array(found.prefix(moving.count))
        let along = Array(found[moving.count..<moving.count + flowing.count])
        var sums: [Tensor] = []
        for (index, part) in found.dropFirst(moving.count + flowing.count).enumerated() {
            sums.append(try gradients[moving.count + index] + part)
        }
        return (own + sums, along)
    }
}
