/// Single words taken away, doubled, swapped, or changed for others of their kind.
struct TokenMutation {
    let corpus: Corpus

    private static let edges = [
        "0", "1", "2", "3", "-1", "-2", "0.0", "-0.0", "0.5", "1e308", "-1e308", "1e-320", "1e999",
        "2147483647", "2147483648", "4294967296", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "123456789012345678901234567890", "1000000", "65536", "(0/1)",
        "0x10", "1_000", "3 epochs", "5 steps", "(1.0/0.0)",
    ].map { Word(.number, $0) }

    private static let signs =
        (Word.signs + [
            "(", ")", "[", "]", "{", "}", ",", ":", ".", "=", "+", "-", "*", "/", "%", "@", "<",
            ">",
            "!", "?", "~", ";", "&", "$",
        ]).map { Word(.sign, $0) }

    private static let keywords = [
        "if", "else", "repeat", "for", "in", "let", "none", "true", "false", "as", "not", "and",
        "block", "def", "model", "train", "parameter", "buffer", "update", "option", "enum", "data",
        "show", "expect", "gradient", "import", "evaluate", "predict", "phase", "write", "_",
    ].map { Word(.name, $0) }

    func apply(_ words: inout [Word], _ random: inout CountedRandom) {
        let place = random.below(words.count)
        switch random.below(8) {
        case 0: words.remove(at: place)
        case 1: words.insert(words[place], at: place)
        case 2: words.swapAt(place, random.below(words.count))
        case 3: swapNames(&words, &random)
        case 4: change(&words, .number, &random)
        case 5: change(&words, .name, &random)
        case 6: change(&words, .sign, &random)
        default: words[place] = replacement(for: words[place].kind, &random)
        }
    }

    /// Two names of the program change places everywhere or once.
    private func swapNames(_ words: inout [Word], _ random: inout CountedRandom) {
        let places = words.indices.filter { words[$0].kind == .name }
        guard let a = random.pick(places), let b = random.pick(places) else { return }
        let (first, second) = (words[a], words[b])
        guard random.chance(40) else { return words.swapAt(a, b) }
        for index in places {
            if words[index] == first {
                words[index] = second
            } else if words[index] == second {
                words[index] = first
            }
        }
    }

    private func change(
        _ words: inout [Word], _ kind: Word.Kind, _ random: inout CountedRandom
    ) {
        guard let place = random.pick(words.indices.filter({ words[$0].kind == kind })) else {
            return
        }
        words[place] = replacement(for: kind, &random)
    }

    func replacement(for kind: Word.Kind, _ random: inout CountedRandom) -> Word {
        let pool =
            switch kind {
            case .name: random.chance(10) ? Self.keywords : corpus.names
            case .number: random.chance(50) ? Self.edges : corpus.numbers
            case .string: corpus.strings
            case .sign, .comment: Self.signs
            case .blank, .newline: random.chance(50) ? [Word(.newline, "\n")] : Self.signs
            }
        return random.pick(pool) ?? Word(.blank, " ")
    }
}
