/// Damage that knows nothing of the language.
enum ByteMutation {
    private static let pieces: [[UInt8]] =
        [
            "\u{0}", "\r\n", "\r", "\t", "é", "e\u{301}", "👩‍👩‍👧", "\u{202E}", "\u{FEFF}", "\u{2028}",
            "\\", "\"",
        ]
        .map { Array($0.utf8) } + [
            [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90],
        ]

    static func apply(_ bytes: inout [UInt8], _ random: inout CountedRandom) {
        for _ in 0...random.below(4) {
            guard !bytes.isEmpty else { return }
            let place = random.below(bytes.count)
            let end = min(bytes.count, place + random.below(16))
            switch random.below(6) {
            case 0: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1: bytes[place] = UInt8(random.below(256))
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
            case 4: bytes.insert(contentsOf: random.pick(pieces) ?? [], at: place)
            default: if random.chance(30) { bytes.removeSubrange(place...) }
            }
        }
    }
}
