/// The names given out to layers in one body, so that each gets its own path.
struct PathFrame {
    /// Path of what the body belongs to: a layer, or a binding in it. Empty at the top.
    let prefix: String
    /// `[i]` of each repetition around, appended to the name of a layer.
    var suffix = ""
    /// How often a name was given out.
    var counts: [String: Int] = [:]

    init(prefix: String) { self.prefix = prefix }

    /// The path of something inside.
    func path(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }

    /// The path of the next layer of a name: `conv2d`, then `conv2d_2`; in a repetition
    /// `basicBlock[0]`.
    mutating func next(_ name: String) -> String {
        let ordinal = (counts[name] ?? 0) + 1
        counts[name] = ordinal
        return path((ordinal == 1 ? name : "\(name)_\(ordinal)") + suffix)
    }

    /// Whether a name was given out in this body already.
    func isTaken(_ name: String) -> Bool { counts[name] != nil }

    /// The name of a block as a path writes it: `Conv2d` → `conv2d`, `LSTM` → `lstm`,
    /// `BatchNorm` → `batchNorm`, `GRUCell` → `gruCell`.
    static func layerName(_ block: String) -> String {
        if let name = asciiLayerName(block) { return name }
        let characters = Array(block)
        var end = 0
        while end < characters.count, characters[end].isUppercase { end += 1 }
        // The last capital of a run begins the next word, unless the run is a whole word.
        if end > 1, end < characters.count, characters[end].isLowercase { end -= 1 }
        return String(characters[..<end]).lowercased() + String(characters[end...])
    }

    /// The same for names of plain letters, which nearly all are, without looking up characters.
    private static func asciiLayerName(_ block: String) -> String? {
        var bytes = Array(block.utf8)
        guard bytes.allSatisfy({ $0 < 128 }) else { return nil }
        func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
        func isLower(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
        var end = bytes.firstIndex { !isUpper($0) } ?? bytes.count
        if end > 1, end < bytes.count, isLower(bytes[end]) { end -= 1 }
        for index in 0..<end { bytes[index] += 32 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
