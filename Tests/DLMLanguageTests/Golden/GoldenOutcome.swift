import DLMTypes

/// How far a case is from PyTorch.
struct GoldenOutcome {
    /// Largest errors relative to the largest value: of results, of gradients.
    var forward = 0.0
    var backward = 0.0
    /// What is wrong; empty when all agrees.
    var problems: [String] = []

    enum Direction { case forward, backward }

    /// Compares an array with the recorded one. Values much smaller than the largest ones of the
    /// case (`reach`) are what rounding leaves of zero: they are held to those.
    mutating func compare(
        _ actual: HostArray, _ expected: HostArray, _ what: String, _ direction: Direction,
        reach: Double, tolerance: Double
    ) {
        guard actual.shape == expected.shape else {
            problems.append("\(what) has the shape \(actual.shape), wanted \(expected.shape)")
            return
        }
        if actual.dtype == .int64, expected.dtype == .int64 {
            let (left, right) = (
                actual.elements(as: Int64.self), expected.elements(as: Int64.self)
            )
            if let place = left.indices.first(where: { left[$0] != right[$0] }) {
                problems.append(
                    "\(what): element \(place) is \(left[place]), wanted \(right[place])")
            }
            return
        }
        let wanted = expected.doubles
        let largest: Double = wanted.lazy.filter(\.isFinite).map(abs).max() ?? 0
        let scale: Double = max(largest, reach / 100, 1e-30)
        var worst = 0.0
        var place = 0
        for (index, (a, b)) in zip(actual.doubles, wanted).enumerated() {
            var error: Double = abs(a - b) / scale
            if a == b || (a.isNaN && b.isNaN) { error = 0 }
            if error.isNaN { error = .infinity }
            if error > worst { (worst, place) = (error, index) }
        }
        switch direction {
        case .forward: forward = max(forward, worst)
        case .backward: backward = max(backward, worst)
        }
        if worst > tolerance {
            problems.append(
                "\(what): element \(place) is \(actual.doubles[place]), wanted \(wanted[place]) "
                    + "(relative error \(worst))")
        }
    }
}
