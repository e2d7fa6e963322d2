/// A pattern over parameter paths: `*` stands for one name, `**` for any number of them, and a name
/// without an index means every one in a repetition.
struct PathPattern: Sendable {
    private let segments: [Substring]

    init(_ text: String) { segments = text.split(separator: ".") }

    /// Patterns that cover a path and all beside it: `embedding.**`, `embedding.conv2d.*`.
    static func covering(_ path: String) -> [String] {
        let names = path.split(separator: ".")
        return names.indices.dropFirst().flatMap { count in
            let front = names[..<count].joined(separator: ".")
            return [front + ".**", front + ".*"]
        }
    }

    /// Whether a path, `embedding.conv2d.weight`, fits.
    func matches(_ path: String) -> Bool {
        let names = path.split(separator: ".")
        // reached[i]: the first i segments cover the names seen so far.
        var reached = [Bool](repeating: false, count: segments.count + 1)
        reached[0] = true
        skipAny(&reached)
        for name in names {
            var next = [Bool](repeating: false, count: segments.count + 1)
            for (index, segment) in segments.enumerated() where reached[index] {
                if segment == "**" {
                    next[index] = true
                } else if PathPattern.covers(segment, name) {
                    next[index + 1] = true
                }
            }
            skipAny(&next)
            reached = next
        }
        return reached[segments.count]
    }

    /// `**` also covers nothing.
    private func skipAny(_ reached: inout [Bool]) {
        for (index, segment) in segments.enumerated() where segment == "**" && reached[index] {
            reached[index + 1] = true
        }
    }

    private static func covers(_ segment: Substring, _ name: Substring) -> Bool {
        if segment == "*" || segment == name { return true }
        guard let bracket = name.firstIndex(of: "[") else { return false }
        return name[..<bracket] == segment
    }
}
