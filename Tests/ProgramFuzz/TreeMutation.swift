/// Whole expressions and statements moved, doubled and put into each other. Balanced brackets are
/// all that it sees of a tree.
struct TreeMutation {
    let corpus: Corpus

    func apply(_ words: inout [Word], _ random: inout CountedRandom) {
        switch random.below(6) {
        case 0, 1: splice(&words, &random)
        case 2: statement(&words, &random)
        case 3: exchange(&words, &random)
        case 4: surround(&words, &random)
        default: chain(&words, &random)
        }
    }

    /// A part of the program for one of another program.
    private func splice(_ words: inout [Word], _ random: inout CountedRandom) {
        guard let part = part(of: words, &random), let other = random.pick(corpus.expressions)
        else { return }
        words.replaceSubrange(part, with: other)
    }

    /// A line taken away, doubled or moved.
    private func statement(_ words: inout [Word], _ random: inout CountedRandom) {
        let ends = words.indices.filter { words[$0].kind == .newline }
        guard let end = random.pick(ends) else { return }
        let start = ends.last { $0 < end }.map { $0 + 1 } ?? 0
        let line = Array(words[start...end])
        if random.chance(60) { words.removeSubrange(start...end) }
        guard random.chance(60) else { return }
        let places = words.indices.filter { words[$0].kind == .newline }.map { $0 + 1 }
        words.insert(contentsOf: line, at: random.pick(places) ?? 0)
    }

    /// One part of the program for another of the same program.
    private func exchange(_ words: inout [Word], _ random: inout CountedRandom) {
        guard let target = part(of: words, &random), let source = part(of: words, &random) else {
            return
        }
        words.replaceSubrange(target, with: Array(words[source]))
    }

    /// A part put into something around it.
    private func surround(_ words: inout [Word], _ random: inout CountedRandom) {
        guard let part = part(of: words, &random) else { return }
        let name = random.pick(corpus.names)?.text ?? "x"
        let around: [(String, String)] = [
            ("(", ")"), ("[", "]"), ("-", ""), ("!", ""), ("\(name)(", ")"), ("(\(name) => ", ")"),
            ("if true { ", " } else { 0 }"), ("[", " for i in 0..<3]"), ("grad(v => ", ")"),
            ("{ a: ", " }"), ("", " |> \(name)"), ("", "[0]"), ("", ".\(name)"), ("", " + 1.5"),
            ("", "[..., 1:]"), ("repeat 3 { |> ", " }"), ("", " @ ones([2, 2])"),
        ]
        guard let (before, after) = random.pick(around) else { return }
        words.insert(contentsOf: Word.cut(Array(after.utf8)), at: part.upperBound)
        words.insert(contentsOf: Word.cut(Array(before.utf8)), at: part.lowerBound)
    }

    /// Two parts with an operator between them.
    private func chain(_ words: inout [Word], _ random: inout CountedRandom) {
        let signs = ["+", "-", "*", "/", "//", "%", "**", "@", "==", "<", "&&", "||", "|>", ".."]
        guard let part = part(of: words, &random), let sign = random.pick(signs),
            let other = random.chance(50)
                ? random.pick(corpus.expressions) : Array(words[part])
        else { return }
        words.insert(contentsOf: Word.cut(Array(" \(sign) ".utf8)) + other, at: part.upperBound)
    }

    /// A word, a bracket with what is in it, or a part between commas; nil when there is none.
    private func part(of words: [Word], _ random: inout CountedRandom) -> Range<Int>? {
        let opening = words.indices.filter { words[$0].opens }
        if let start = random.pick(opening), random.chance(65) {
            let parts = Brackets.parts(of: words, at: start)
            if random.chance(30), let last = parts.last { return start..<last.upperBound + 1 }
            return random.pick(parts.filter { !$0.isEmpty })
        }
        let single = words.indices.filter { words[$0].kind == .name || words[$0].kind == .number }
        return random.pick(single).map { $0..<$0 + 1 }
    }
}

/// Where the parts of a bracket are.
enum Brackets {
    /// The parts between commas of the bracket that opens at `start`; none when it does not close.
    static func parts(of words: [Word], at start: Int) -> [Range<Int>] {
        var depth = 0
        var from = start + 1
        var parts: [Range<Int>] = []
        for index in start..<words.count {
            if words[index].opens { depth += 1 }
            if words[index].closes { depth -= 1 }
            guard depth == 0 || depth == 1 && words[index].bytes == [UInt8(ascii: ",")] else {
                continue
            }
            parts.append(from..<index)
            from = index + 1
            if depth == 0 { return parts }
        }
        return []
    }
}
