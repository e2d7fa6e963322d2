import Glibc

/// The lines along an axis of an array, whose elements may be pairs on the last axis.
struct FourierLines {
    let outer: Int
    let length: Int
    /// Elements between neighbours of a line.
    let inner: Int

    init(_ shape: [Int], axis: Int, hasPairs: Bool) {
        outer = shape[..<axis].reduce(1, *)
        length = shape[axis]
        inner = shape[(axis + 1)...].dropLast(hasPairs ? 1 : 0).reduce(1, *)
    }

    /// Each line's first element, and the first element of the line of `half` elements that
    /// belongs to it.
    func visit(half: Int = 0, _ body: (_ start: Int, _ halfStart: Int) -> Void) {
        for block in 0..<outer {
            for place in 0..<inner {
                body(block * length * inner + place, block * half * inner + place)
            }
        }
    }

    /// exp(∓2πi k/n) for all k.
    static func roots(_ length: Int, isInverse: Bool) -> [(re: Double, im: Double)] {
        (0..<length).map { place in
            let angle = 2 * Double.pi * Double(place) / Double(length)
            return (cos(angle), isInverse ? sin(angle) : -sin(angle))
        }
    }
}
