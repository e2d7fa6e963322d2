import DLMTypes

/// A loop over the first axis of sequences: a body takes the state and one element of each
/// sequence, and gives the next state and results, which are stacked.
///
/// Operands: the first state, the sequences, and what the body captured. Outputs: the last state,
/// the stacked results, and with `keepsStates` the state before each step, which the derivative
/// needs. The derivative is a loop in the other direction, so it can be differentiated again.
public struct Scan: Operation {
    /// Parameters: state, elements, captured values. Results: next state, results, and with
    /// `keepsStates` the state again.
    public let body: Subgraph
    /// How many tensors make up the state.
    public let states: Int
    public let sequences: Int
    /// Whether it runs from the last element to the first; results keep their places.
    public let isReversed: Bool
    public let keepsStates: Bool

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, body.parameters.count)
        var operands = inputs
        var length: Dim?
        for place in states..<states + sequences {
            guard let first = inputs[place].shape.first else {
                throw OpError(
                    .rank(wanted: "an axis to run along", actual: 0), operand: place,
                    message: "scan runs along an axis; this is \(inputs[place])")
            }
            if let length {
                try Dim.require(first, equals: length, operand: place) {
                    "the sequences have \(length) and \(first) elements"
                }
            }
            length = length ?? first
            operands[place] = inputs[place].withoutFirstAxis
        }
        guard let length else {
            throw OpError(.unsupported("scan"), message: "scan needs a sequence to run along")
        }
        try body.require(operands, of: "scan")
        let results = body.results.map(\.type.plain)
        return results.prefix(states)
            + results.dropFirst(states).map { $0.withFirstAxis(length) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        var state = Array(inputs.prefix(states))
        let elements = Array(inputs[states..<states + sequences])
        let captured = Array(inputs.dropFirst(states + sequences))
        let length = elements.first?.shape.first ?? 0
        var results: [[HostArray]] = []
        for step in 0..<length {
            let place = isReversed ? length - 1 - step : step
            let values = try body.reference(state + elements.map { $0.part(place) } + captured)
            state = Array(values.prefix(states))
            results.append(Array(values.dropFirst(states)))
        }
        if isReversed { results.reverse() }
        var outputs = state
        for (index, result) in body.results.dropFirst(states).enumerated() {
            outputs.append(
                .stacked(results.map { $0[index] }, result.dtype, try result.shape.known()))
        }
        return outputs
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try ScanGradient(self, context).gradients()
    }

    /// The same loop, which keeps the state before each step.
    func keepingStates() -> Scan {
        if keepsStates { return self }
        return Scan(
            body: body.adding(Array(body.parameters.prefix(states))), states: states,
            sequences: sequences, isReversed: isReversed, keepsStates: true)
    }
}

extension TensorType {
    /// The type of one element along the first axis.
    var withoutFirstAxis: TensorType {
        var type = self
        type.shape.removeFirst()
        return type
    }

    func withFirstAxis(_ length: Dim) -> TensorType {
        var type = self
        type.shape.insert(length, at: 0)
        return type
    }
}

extension HostArray {
    /// The element at a place of the first axis.
    func part(_ place: Int) -> HostArray {
        HostArray(dtype, Array(shape.dropFirst())) { target in
            withBytes { bytes in
                let start = place * target.count
                guard target.count > 0, start + target.count <= bytes.count else { return }
                target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + target.count]))
            }
        }
    }

    /// Arrays of one type along a new first axis.
    static func stacked(_ parts: [HostArray], _ dtype: DType, _ shape: [Int]) -> HostArray {
        HostArray(dtype, [parts.count] + shape) { target in
            var offset = 0
            for part in parts {
                part.withBytes { bytes in
                    guard bytes.count > 0 else { return }
                    UnsafeMutableRawBufferPointer(
                        rebasing: target[offset..<offset + bytes.count]
                    ).copyMemory(from: bytes)
                    offset += bytes.count
                }
            }
        }
    }
}
