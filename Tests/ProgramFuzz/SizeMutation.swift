/// Programs that are too much of something: nesting, lines, lists, chains.
enum SizeMutation {
    private static let nests: [(String, String)] = [
        ("(", ")"), ("[", "]"), ("{ a: ", " }"), ("-", ""), ("!", ""), ("f(", ")"), ("x => ", ""),
        ("if true { ", " } else { 1 }"), ("", "[0]"), ("", ".a"), ("", "(1)"), ("", " + 1"),
        ("", " ** 2"), ("", " |> relu"), ("1 - ", ""), ("a = {\n", "\n}"), ("grad(v => ", ")"),
        ("repeat 2 { |> ", " }"), ("block A(x: Float[B]) {\n", "\n}\n"), ("def f(x) { ", " }"),
        ("not ", ""), ("(", ""), ("[", ""), ("{", ""), ("", ")"), ("\"", ""), ("# ", "\n"),
    ]

    static func apply(_ words: inout [Word], _ random: inout CountedRandom) {
        let places = words.indices.filter { words[$0].kind == .name || words[$0].kind == .number }
        guard let place = random.pick(places), let (before, after) = random.pick(nests) else {
            return
        }
        let depth = random.chance(5) ? 3000 : random.pick([5, 20, 60, 99, 101, 300]) ?? 5
        if random.chance(25) {
            // A list of many parts.
            let copies = Array(repeating: [words[place]], count: depth)
            let joined = Array(copies.joined(separator: Word.cut(Array(", ".utf8))))
            words.replaceSubrange(place...place, with: joined)
            return
        }
        func many(_ text: String) -> [Word] {
            text.isEmpty ? [] : [Word(.sign, String(repeating: text, count: depth))]
        }
        words.replaceSubrange(place...place, with: many(before) + [words[place]] + many(after))
    }
}
