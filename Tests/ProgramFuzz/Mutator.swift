/// Makes programs that almost are some: each is a function of a seed and its number.
public struct Mutator: Sendable {
    let corpus: Corpus
    let seed: UInt64

    public init(corpus: Corpus, seed: UInt64) {
        self.corpus = corpus
        self.seed = seed
    }

    /// The program of a number.
    public func program(_ number: Int) -> [UInt8] {
        var random = CountedRandom(seed: seed, number: number)
        var words = Word.cut(start(&random))
        let bytesOnly = random.chance(12)
        if !bytesOnly {
            for _ in 0...random.below(4) { mutate(&words, &random) }
        }
        var bytes = Word.join(words)
        if bytesOnly || random.chance(6) { ByteMutation.apply(&bytes, &random) }
        // What grows past this is slow for its length alone.
        return bytes.count > 20_000 ? Array(bytes[..<20_000]) : bytes
    }

    /// A few declarations of one file, an example, or both.
    private func start(_ random: inout CountedRandom) -> [UInt8] {
        let example = random.pick(corpus.examples) ?? []
        if random.chance(40) { return example + [UInt8(ascii: "\n")] }
        let file = random.pick(corpus.files) ?? []
        let first = random.below(max(file.count, 1))
        let count = random.pick([1, 1, 1, 2, 2, 3, 5]) ?? 1
        var text = file[first..<min(file.count, first + count)].flatMap(\.self)
        text.append(UInt8(ascii: "\n"))
        return random.chance(25) ? text + example : text
    }

    private func mutate(_ words: inout [Word], _ random: inout CountedRandom) {
        guard !words.isEmpty else { return }
        switch random.below(100) {
        case ..<40: TokenMutation(corpus: corpus).apply(&words, &random)
        case ..<70: TreeMutation(corpus: corpus).apply(&words, &random)
        case ..<98: ArgumentMutation(corpus: corpus).apply(&words, &random)
        default: SizeMutation.apply(&words, &random)
        }
    }
}
