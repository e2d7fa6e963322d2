import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Functions whose result is as long as their numbers say.
    static let masks: [Builtin] = [maskedSelect, nonzero, unique]

    private static let maskedSelect = Builtin(
        "maskedSelect", [BuiltinParameter("x", .tensor), BuiltinParameter("mask", .tensor)],
        documentation: "The elements of x where a mask is true, one after the other; both "
            + "broadcast. The mask must be known before the run: it depends on no batch and no "
            + "variable.",
        example: "maskedSelect([1.0, -1.0, 2.0], tensor([1.0, -1.0, 2.0]) > 0)"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0], case .tensor(let mask) = call.values[1] else {
            return .error
        }
        guard mask.type.dtype == .bool else {
            return evaluator.fail(
                .badOperands, "the mask must be Bool", at: call.spans[1] ?? call.span,
                "this is \(mask.type)", help: "compare it first, as in x > 0")
        }
        // The sum has the common shape.
        let whole = evaluator.build(call, name: "maskedSelect") { () throws(OpError) in
            try x.tensor.cast(to: .bool).or(mask.tensor)
        }
        guard case .tensor(let common) = whole else { return .error }
        let flat: [Dim] = [common.type.count]
        guard
            let spread = try? mask.tensor.expand(to: common.type.shape).reshape(flat),
            let elements = try? x.tensor.expand(to: common.type.shape).reshape(flat)
        else { return .error }
        return evaluator.picked(elements, spread, call, "maskedSelect", call.spans[1])
    }

    private static let nonzero = Builtin(
        "nonzero", [BuiltinParameter("x", .tensor)],
        documentation: "The positions of the elements that are not zero, a row of one number an "
            + "axis for each. They must be known before the run.",
        example: "nonzero(tensor([0, 3, 0, 5]))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        let mask = evaluator.build(call, name: "nonzero") { () throws(OpError) in
            try x.type.dtype == .bool ? x.tensor : x.tensor.differs(from: .scalar(0, x.type.dtype))
        }
        guard case .tensor(let truth) = mask,
            let positions = evaluator.positions(
                of: truth, covering: x.type.shape, at: call.spans[0] ?? call.span)
        else { return .error }
        return evaluator.build(call, name: "nonzero") { () throws(OpError) in
            try .stack(positions, axis: 1)
        }
    }

    private static let unique = Builtin(
        "unique", [BuiltinParameter("x", .tensor)],
        documentation: "The different elements in ascending order. They must be known before the "
            + "run.",
        example: "unique(tensor([3, 1, 3]))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        let sorted = evaluator.build(call, name: "unique") { () throws(OpError) in
            try x.tensor.reshape([x.type.count]).sort().values
        }
        guard case .tensor(let line) = sorted else { return .error }
        let isNew = evaluator.build(call, name: "unique") { () throws(OpError) in
            let ones = try Tensor.scalar(1, .bool).expand(to: [1])
            let next = try line.tensor.slice(axis: 0, start: 1)
            let differs = try next.differs(
                from: line.tensor.slice(axis: 0, start: 0, stop: line.type.count - 1))
            return try .concat([ones, differs]).slice(axis: 0, stop: line.type.count)
        }
        guard case .tensor(let mask) = isNew else { return .error }
        return evaluator.picked(line.tensor, mask.tensor, call, "unique", call.spans[0])
    }
}

extension Evaluator {
    /// Elements of a vector where a mask is true.
    fileprivate func picked(
        _ elements: Tensor, _ mask: Tensor, _ call: BuiltinCall, _ name: String, _ span: Span?
    ) -> Value {
        let place = span ?? call.span
        guard
            let positions = positions(
                of: TensorValue(mask, place), covering: elements.shape, at: place)
        else { return .error }
        return build(call, name: name) { () throws(OpError) in
            try elements.indexed([(axis: 0, index: positions[0])])
        }
    }
}
