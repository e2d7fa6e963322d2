/// The name among `candidates` that `misspelt` was most likely meant to be, if one is close enough.
///
/// Closeness is the restricted Damerau–Levenshtein distance (insert, delete, replace, swap neighbours):
/// at most a third of the length, and never more than 3. Names that differ only in case or underscores
/// (`batch_norm`, `BatchNorm`) always count as close. Ties go to the name that comes first in the
/// alphabet, so the answer does not depend on the order of `candidates`.
public func suggestion(
    for misspelt: String, among candidates: some Sequence<String>
) -> String? {
    let wanted = Array(misspelt.utf8.prefix(64))
    let limit = min(3, max(1, wanted.count / 3))
    let wantedBits = bits(wanted)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != misspelt {
        var distance = 0
        if !isSame(candidate.utf8, wanted) {
            let count = min(64, candidate.utf8.count)
            if wanted.count < 2 || count < 2 || abs(count - wanted.count) > limit { continue }
            // An edit takes one character away at most, and brings one.
            let different = bits(candidate.utf8.prefix(64)) ^ wantedBits
            if different.nonzeroBitCount > 2 * limit { continue }
            let name = Array(candidate.utf8.prefix(64))
            distance = editDistance(wanted, name)
            if distance > limit || distance >= max(wanted.count, name.count) { continue }
        }
        guard let current = best else {
            best = (distance, candidate)
            continue
        }
        if (distance, candidate) < (current.distance, current.name) {
            best = (distance, candidate)
        }
    }
    return best?.name
}

/// Which characters a name has, as bits.
private func bits(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0) { $0 | 1 << UInt64($1 & 0x3F) }
}

/// Whether two names differ in case and underscores only. Asked for every name there is.
private func isSame(_ a: String.UTF8View, _ b: [UInt8]) -> Bool {
    var (first, second) = (a.makeIterator(), b.makeIterator())
    var isEmpty = true
    while true {
        let (x, y) = (nextPlain(&first), nextPlain(&second))
        if x != y { return false }
        if x == nil { return !isEmpty }
        isEmpty = false
    }
}

/// The next byte in lower case that is no underscore.
private func nextPlain(_ bytes: inout some IteratorProtocol<UInt8>) -> UInt8? {
    while let byte = bytes.next() {
        if byte == UInt8(ascii: "_") { continue }
        return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
    return nil
}

/// Restricted Damerau–Levenshtein distance, over three rows of the usual table.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = [Int](repeating: 0, count: b.count + 1)
    for i in a.indices {
        current[0] = i + 1
        for j in b.indices {
            let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
            var cost = min(substitution, previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                cost = min(cost, beforePrevious[j - 1] + 1)
            }
            current[j + 1] = cost
        }
        (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
}
