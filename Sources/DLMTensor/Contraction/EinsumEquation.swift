import DLMTypes

/// An index of an einsum equation: a letter, or an axis that `...` stands for.
enum AxisLabel: Hashable, Sendable {
    case letter(Character)
    /// Counted from the last one, which is 0.
    case rest(Int)
}

/// `"bij,bjk->bik"` read against the ranks of its operands.
struct EinsumEquation {
    private(set) var operands: [[AxisLabel]] = []
    private(set) var output: [AxisLabel] = []

    /// - Throws: `OpError.argument("equation")` that says what is wrong with the text.
    init(_ text: String, _ types: [TensorType]) throws(OpError) {
        let letters = text.filter { $0 != " " }
        let sides = try Self.sides(letters)
        let terms = sides.left.split(separator: ",", omittingEmptySubsequences: false)
        guard terms.count == types.count else {
            throw Self.refusal(
                text, "it has \(terms.count) operands, the call \(types.count)",
                help: "einsum(\"ij,jk->ik\", [a, b])")
        }
        for (place, term) in terms.enumerated() {
            let labels = try Self.labels(String(term), text)
            operands.append(try Self.placed(labels, types[place], place, String(term), text))
        }
        output = try result(sides.right, text)
    }

    private static func sides(
        _ text: String
    ) throws(OpError) -> (left: String, right: String?) {
        guard let arrow = text.firstRange(of: "->") else { return (text, nil) }
        let right = String(text[arrow.upperBound...])
        guard right.firstRange(of: "->") == nil else {
            throw refusal(text, "it has two arrows")
        }
        return (String(text[..<arrow.lowerBound]), right)
    }

    /// The letters of a term; nil stands for `...`.
    private static func labels(
        _ term: String, _ text: String
    ) throws(OpError) -> [Character?] {
        var labels: [Character?] = []
        var rest = term[...]
        while let letter = rest.first {
            if rest.hasPrefix("...") {
                guard !labels.contains(nil) else {
                    throw refusal(text, "`...` stands twice in \(term)")
                }
                labels.append(nil)
                rest = rest.dropFirst(3)
                continue
            }
            guard letter.isASCII, letter.isLetter else {
                throw refusal(text, "\(letter) is no index", help: "indices are letters, or ...")
            }
            labels.append(letter)
            rest = rest.dropFirst()
        }
        return labels
    }

    /// One label for each axis of an operand.
    private static func placed(
        _ labels: [Character?], _ type: TensorType, _ operand: Int, _ term: String, _ text: String
    ) throws(OpError) -> [AxisLabel] {
        let named = labels.count { $0 != nil }
        let isOpen = named < labels.count
        guard isOpen ? named <= type.rank : named == type.rank else {
            throw OpError(
                .rank(wanted: "\(isOpen ? "at least " : "")\(named) axes", actual: type.rank),
                operand: operand,
                message:
                    "einsum: \"\(term)\" names \(named) axes; operand \(operand + 1) is \(type)")
        }
        let count = type.rank - named
        return labels.flatMap { label -> [AxisLabel] in
            if let label { return [.letter(label)] }
            return (0..<count).reversed().map { .rest($0) }
        }
    }

    /// The labels of the result: as written, or those that occur once, in alphabetical order.
    private func result(_ right: String?, _ text: String) throws(OpError) -> [AxisLabel] {
        let all = operands.joined()
        let restCount = all.reduce(0) { count, label in
            if case .rest(let place) = label { return max(count, place + 1) }
            return count
        }
        let rests: [AxisLabel] = (0..<restCount).reversed().map { .rest($0) }
        guard let right else {
            let letters = Set(all).compactMap { label -> Character? in
                if case .letter(let letter) = label { return letter }
                return nil
            }
            let single = letters.filter { letter in all.count { $0 == .letter(letter) } == 1 }
            return rests + single.sorted().map { .letter($0) }
        }
        var labels: [AxisLabel] = []
        for label in try Self.labels(right, text) {
            guard let letter = label else {
                labels += rests
                continue
            }
            guard all.contains(.letter(letter)) else {
                throw Self.refusal(text, "the result has \(letter), which no operand has")
            }
            guard !labels.contains(.letter(letter)) else {
                throw Self.refusal(text, "the result has \(letter) twice")
            }
            labels.append(.letter(letter))
        }
        return labels
    }

    private static func refusal(_ text: String, _ why: String, help: String? = nil) -> OpError {
        OpError(
            .argument("equation"), message: "einsum cannot read \"\(text)\": \(why)", help: help)
    }
}
