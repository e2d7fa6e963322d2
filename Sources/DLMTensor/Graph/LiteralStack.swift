import DLMTypes

extension Tensor {
    /// The tensor that a literal of elements or rows stands for, along a new first axis: `Int` when
    /// all numbers are whole, as in a program, and one that is computed when an element is.
    ///
    /// - Throws: `OpError` for rows of different shapes, and for truth values among numbers.
    package static func literal(of elements: [Tensor]) throws(OpError) -> Tensor {
        guard let first = elements.first else {
            return .constant(HostArray(zeros: .int64, [0]))
        }
        for (place, element) in elements.enumerated() {
            if let refusal = element.refusal { throw refusal }
            try first.requireShape(of: element, at: place)
            guard (first.dtype == .bool) == (element.dtype == .bool) else {
                throw OpError(
                    .dtype(wanted: first.dtype.name, actual: element.dtype), operand: place,
                    message: "the literal mixes truth values and numbers: element 0 is "
                        + "\(first.type), element \(place) is \(element.type)")
            }
        }
        let dtype = elements.map(\.dtype).reduce(.bool, DType.promote)
        if let known = try constant(elements, dtype) { return known }
        var typed: [Tensor] = []
        for element in elements { typed.append(try element.cast(to: dtype)) }
        return try .stack(typed)
    }

    private func requireShape(of element: Tensor, at place: Int) throws(OpError) {
        guard element.shape != shape else { return }
        let (left, right) = (TensorType.describe(shape), TensorType.describe(element.shape))
        throw OpError(
            .argument("literal"), operand: place,
            message: "the literal is ragged: the shape of element 0 is \(left), that of element "
                + "\(place) is \(right)", help: "all rows have one length")
    }

    /// The constant that constants of one shape make; nil when one of them is computed.
    private static func constant(
        _ elements: [Tensor], _ dtype: DType
    ) throws(OpError) -> Tensor? {
        let leaves = elements.compactMap { $0.node.operation as? Constant }
        guard leaves.count == elements.count else { return nil }
        let shape = try [leaves.count] + elements[0].shape.known()
        guard HostMemory.byteCount(.float64, shape) != nil else { return nil }
        let isGiven = leaves.contains(where: \.isGiven)
        if dtype.isFloating {
            let numbers = leaves.flatMap { ($0.exact ?? $0.value).doubles }
            return isGiven
                ? .given(HostArray(dtype, shape, doubles: numbers))
                : .literal(dtype, shape, numbers)
        }
        let array = HostArray(dtype, shape, integers: leaves.flatMap(\.value.integers))
        return isGiven ? .given(array) : .constant(array)
    }
}
