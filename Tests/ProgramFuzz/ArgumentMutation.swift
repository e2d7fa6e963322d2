/// Arguments in other places and under other labels, other shapes, other element types.
struct ArgumentMutation {
    let corpus: Corpus

    private static let shapes = [
        "[]", "[0]", "[1]", "[-1]", "[0, 3]", "[2, 0, 2]", "[1, 1, 1, 1]", "[3, 2]", "[2, 3, 4]",
        "[1, 3, 8, 8]", "[100000, 100000]", "[9223372036854775807, 2]",
        "[1, 1, 1, 1, 1, 1, 1, 1, 1]",
        "[B]", "[B, C]", "[..., N]", "[2*N]", "[T~]", "[B, T~, 4]", "[N // 2]", "[5000, 2000]",
    ].map { Word.cut(Array($0.utf8)) }

    private static let types = [
        "Float", "Int", "Bool", "Float64", "Float32", "Int32", "UInt8", "Float16", "Probs",
        "Logits",
        "LogProbs", "Labels", "String", "Path", "Schedule", "Complex64", "Int64",
    ].map { Word(.name, $0) }

    private static let labels = [
        "axis", "axes", "dim", "stride", "padding", "bias", "seed", "keep", "dtype", "start", "end",
        "dilation", "groups", "kernel", "size", "steps", "eps", "reduction", "mode", "from",
    ]

    func apply(_ words: inout [Word], _ random: inout CountedRandom) {
        switch random.below(7) {
        case 0, 1: rearrange(&words, &random)
        case 2: label(&words, &random)
        case 3, 4: shape(&words, &random)
        case 5: elementType(&words, &random)
        default: insert(&words, &random)
        }
    }

    private func bracket(_ words: [Word], _ random: inout CountedRandom) -> [Range<Int>] {
        let opening = words.indices.filter { words[$0].opens }
        guard let start = random.pick(opening) else { return [] }
        return Brackets.parts(of: words, at: start)
    }

    /// Two arguments change places, or one is left out or there twice.
    private func rearrange(_ words: inout [Word], _ random: inout CountedRandom) {
        let parts = bracket(words, &random)
        guard let first = parts.first, let last = parts.last else { return }
        var arguments = parts.map { Array(words[$0]) }
        let place = random.below(arguments.count)
        switch random.below(3) {
        case 0: arguments.swapAt(place, random.below(arguments.count))
        case 1: arguments.remove(at: place)
        default: arguments.insert(arguments[place], at: random.below(arguments.count + 1))
        }
        let joined = Array(arguments.joined(separator: [Word(.sign, ",")]))
        words.replaceSubrange(first.lowerBound..<last.upperBound, with: joined)
    }

    /// A label more, another one, or one less.
    private func label(_ words: inout [Word], _ random: inout CountedRandom) {
        guard let part = random.pick(bracket(words, &random)) else { return }
        let colon = part.first { words[$0].bytes == [UInt8(ascii: ":")] }
        let name = random.chance(50) ? random.pick(corpus.names)?.text : random.pick(Self.labels)
        if let colon, random.chance(50) {
            words.removeSubrange(part.lowerBound...colon)
        } else if let colon {
            words.replaceSubrange(part.lowerBound..<colon, with: [Word(.name, name ?? "x")])
        } else {
            words.insert(
                contentsOf: [Word(.name, name ?? "x"), Word(.sign, ":"), Word(.blank, " ")],
                at: part.lowerBound)
        }
    }

    /// Another shape in square brackets, or another length in one.
    private func shape(_ words: inout [Word], _ random: inout CountedRandom) {
        let opening = words.indices.filter { words[$0].text == "[" }
        guard let start = random.pick(opening) else { return }
        let parts = Brackets.parts(of: words, at: start)
        guard let last = parts.last else { return }
        if random.chance(40), let part = random.pick(parts) {
            let length = TokenMutation(corpus: corpus).replacement(for: .number, &random)
            words.replaceSubrange(part, with: [length])
        } else {
            words.replaceSubrange(start...last.upperBound, with: random.pick(Self.shapes) ?? [])
        }
    }

    private func elementType(_ words: inout [Word], _ random: inout CountedRandom) {
        let places = words.indices.filter { Self.types.contains(words[$0]) }
        let type = random.pick(Self.types) ?? Word(.name, "Float")
        if let place = random.pick(places) { words[place] = type }
    }

    private func insert(_ words: inout [Word], _ random: inout CountedRandom) {
        guard let part = random.pick(bracket(words, &random)),
            let other = random.pick(corpus.expressions)
        else { return }
        let comma = part.isEmpty ? [] : Word.cut(Array(", ".utf8))
        words.insert(contentsOf: other + comma, at: part.lowerBound)
    }
}
