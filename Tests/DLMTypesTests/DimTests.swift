import Testing

@testable import DLMTypes

@Suite("Dimensions in normal form")
struct DimTests {
    let height = DimSymbol("H")
    let width = DimSymbol("W")
    var h: Dim { Dim(height) }
    var w: Dim { Dim(width) }

    @Test("Sums and products are polynomials whatever the order they are written in")
    func polynomials() {
        #expect((h + 1) * (h - 1) == h * h - 1)
        #expect(h * w + w * h == 2 * h * w)
        #expect((h + w) - w == h)
        #expect((h - h).constant == 0)
    }

    @Test("A chain of strided layers stays one division")
    func nestedDivisions() {
        let once = (h - 1) / 2 + 1
        #expect(once == (h + 1) / 2)
        let twice = (once - 1) / 2 + 1
        #expect(twice == (h + 3) / 4)
        #expect("\(twice)" == "(H+3)//4")
    }

    @Test("Whole multiples leave a division")
    func multiplesLeave() {
        #expect((2 * h) / 2 == h)
        #expect((6 * h + 4) / 2 == 3 * h + 2)
        #expect((4 * h * w) / 4 == h * w)
    }

    @Test("Printed as a program would write it")
    func description() {
        #expect("\(3 * h * w)" == "3*H*W")
        #expect("\(h - 1)" == "H-1")
        #expect("\(Dim(7))" == "7")
        #expect("\(Dim(0))" == "0")
    }

    @Test("Equal, different, or undecided with a case that shows it")
    func relations() {
        #expect(h.relation(to: h) == .equal)
        #expect(h.relation(to: h + 1) == .different)
        #expect((h + 1).relation(to: 1) == .different)
        guard case .undecided(let witness) = ((h + 1) / 2).relation(to: h / 2) else {
            Issue.record("rounding up and down agree for even H only")
            return
        }
        #expect(witness?.description == "for H = 63: 32 and 31")
    }

    @Test("Symbols are themselves, not their names")
    func identity() {
        #expect(Dim(DimSymbol("C")) != Dim(DimSymbol("C")))
    }

    @Test("Arithmetic saturates where Int ends")
    func saturation() {
        let huge = Dim(Int.max)
        #expect((huge + 1).constant == Int.max)
        #expect((huge * huge).constant == Int.max)
        #expect((huge * -3).constant == -Int.max)
        #expect((h / 0).constant == 0)
        #expect((Dim(Int.min) / -1).constant == Int.max)
        #expect((Dim(Int.min) % -1).constant != nil)
    }

    @Test("Normal forms agree with integer arithmetic", arguments: 0..<200)
    func agreesWithIntegers(seed: Int) {
        var stream = SplitMix(state: UInt64(seed))
        let assignment = [height: stream.below(40) + 1, width: stream.below(40) + 1]
        let (dim, value) = expression(depth: 4, assignment, &stream)
        #expect(dim.value(assignment) == value)
        let constants = assignment.mapValues { Dim($0) }
        #expect(dim.substituting(constants).constant == value)
    }

    /// A random expression as a dimension and as its value.
    private func expression(
        depth: Int, _ values: [DimSymbol: Int], _ stream: inout SplitMix
    ) -> (Dim, Int) {
        if depth == 0 || stream.below(5) == 0 {
            switch stream.below(3) {
            case 0: return (h, values[height] ?? 0)
            case 1: return (w, values[width] ?? 0)
            default:
                let constant = stream.below(9) - 4
                return (Dim(constant), constant)
            }
        }
        let (a, x) = expression(depth: depth - 1, values, &stream)
        switch stream.below(4) {
        case 0:
            let (b, y) = expression(depth: depth - 1, values, &stream)
            return (a + b, x + y)
        case 1:
            let (b, y) = expression(depth: depth - 1, values, &stream)
            return (a - b, x - y)
        case 2:
            let factor = stream.below(7) - 3
            return (a * Dim(factor), x * factor)
        default:
            let divisor = stream.below(5) + 1
            let floored = Int((Double(x) / Double(divisor)).rounded(.down))
            return (a / Dim(divisor), floored)
        }
    }
}

/// A small generator for tests (Steele et al., 2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
