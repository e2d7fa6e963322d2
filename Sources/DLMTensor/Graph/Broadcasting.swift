import DLMTypes

extension TensorType {
    /// The common shape of operands, as NumPy broadcasts: aligned at the last axis, and a length
    /// of 1 stretches. A symbolic length counts as one that does not stretch.
    /// - Throws: `OpError.lengths` naming the first operand that does not fit.
    static func broadcast(_ types: [TensorType]) throws(OpError) -> [Dim] {
        var result: [Dim] = types.first?.shape ?? []
        for (operand, type) in types.enumerated().dropFirst() {
            result = try broadcast(result, type.shape, operand: operand)
        }
        return result
    }

    /// The common shape of two shapes; `operand` is blamed when there is none.
    static func broadcast(
        _ left: [Dim], _ right: [Dim], operand: Int?
    ) throws(OpError) -> [Dim] {
        if left == right { return left }
        var result: [Dim] = left.count >= right.count ? left : right
        let common = min(left.count, right.count)
        for back in 0..<common {
            let a: Dim = left[left.count - 1 - back]
            let b: Dim = right[right.count - 1 - back]
            let place = result.count - 1 - back
            if a.constant == 1 {
                result[place] = b
            } else if b.constant == 1 {
                result[place] = a
            } else {
                try Dim.require(a, equals: b, operand: operand) {
                    "cannot combine the shapes \(describe(left)) and \(describe(right)): "
                        + "the lengths \(a) and \(b) differ"
                }
                result[place] = a
            }
        }
        return result
    }

    /// Refuses known lengths below 0, which no rule means but arguments may ask for.
    func requireLengths() throws(OpError) {
        for length in shape {
            guard let known = length.constant, known < 0 else { continue }
            throw OpError(
                .argument("shape"), message: "a length cannot be negative: \(self.plain)")
        }
    }

    /// A shape as a program writes it: `[B, 3, H, W]`.
    static func describe(_ shape: [Dim]) -> String {
        "[" + shape.map(\.description).joined(separator: ", ") + "]"
    }
}

extension Dim {
    /// Refuses lengths that differ, or that do for some values of their symbols.
    /// - Throws: `OpError.lengths` with `message`, and the witness where there is one.
    static func require(
        _ left: Dim, equals right: Dim, operand: Int?, message: () -> String
    ) throws(OpError) {
        switch left.relation(to: right) {
        case .equal: return
        case .different:
            throw OpError(
                .lengths(left: left, right: right, witness: nil), operand: operand,
                message: message())
        case .undecided(let witness):
            let cases = witness.map { " (\($0))" } ?? ""
            throw OpError(
                .lengths(left: left, right: right, witness: witness), operand: operand,
                message: message() + cases,
                help: "declare the lengths so that they are always the same")
        }
    }

    /// The value of a length that a computation needs.
    /// - Throws: `OpError.unsupported` while it is symbolic.
    func known() throws(OpError) -> Int {
        guard let value = constant else {
            throw OpError(
                .unsupported("symbolic length"), message: "the length \(self) is not known yet")
        }
        return value
    }
}

extension [Dim] {
    /// The values of lengths that a computation needs.
    /// - Throws: `OpError.unsupported` while one is symbolic.
    func known() throws(OpError) -> [Int] {
        var values: [Int] = []
        for dim in self { values.append(try dim.known()) }
        return values
    }
}
