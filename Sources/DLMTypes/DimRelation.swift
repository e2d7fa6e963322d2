/// Whether two dimensions are the same length.
public enum DimRelation: Sendable, Equatable {
    case equal
    case different
    /// Neither follows; the witness, when one was found, is a case in which they differ.
    case undecided(DimWitness?)
}

/// Lengths for which two dimensions differ: "for H = 63: 31 and 32".
public struct DimWitness: Sendable, Equatable, CustomStringConvertible {
    public let assignment: [(symbol: DimSymbol, value: Int)]
    public let left: Int
    public let right: Int

    public var description: String {
        let parts = assignment.map { "\($0.symbol.name) = \($0.value)" }
        return "for \(parts.joined(separator: ", ")): \(left) and \(right)"
    }

    public static func == (lhs: DimWitness, rhs: DimWitness) -> Bool {
        lhs.description == rhs.description
    }
}

extension Dim {
    /// Compares two dimensions for all values of their symbols (each at least its minimum).
    public func relation(to other: Dim) -> DimRelation {
        if self == other { return .equal }
        let difference = self - other
        if let value = difference.constant { return value == 0 ? .equal : .different }
        if let least = difference.lowerBound, least > 0 { return .different }
        if let least = (-difference).lowerBound, least > 0 { return .different }
        return .undecided(witness(against: other))
    }

    /// The smallest value it can have, or nil when none is known.
    public var lowerBound: Int? {
        var bound = 0
        for term in terms {
            guard !term.factors.isEmpty else {
                bound = Dim.sum(bound, term.coefficient)
                continue
            }
            guard term.coefficient > 0 else { return nil }
            var least = term.coefficient
            for factor in term.factors {
                switch factor {
                case .symbol(let symbol): least = Dim.product(least, max(0, symbol.minimum))
                case .quotient(let numerator, let denominator):
                    guard let top = numerator.lowerBound, top >= 0,
                        let bottom = denominator.constant,
                        bottom > 0
                    else { return nil }
                    least = Dim.product(least, Dim.floorQuotient(top, bottom))
                }
            }
            bound = Dim.sum(bound, least)
        }
        return bound
    }

    /// The value under an assignment, or nil when a symbol is missing or a divisor is zero.
    public func value(_ assignment: [DimSymbol: Int]) -> Int? {
        var total = 0
        for term in terms {
            var product = term.coefficient
            for factor in term.factors {
                switch factor {
                case .symbol(let symbol):
                    guard let value = assignment[symbol] else { return nil }
                    product = Dim.product(product, value)
                case .quotient(let numerator, let denominator):
                    guard let top = numerator.value(assignment),
                        let bottom = denominator.value(assignment), bottom != 0
                    else { return nil }
                    product = Dim.product(product, Dim.floorQuotient(top, bottom))
                }
            }
            total = Dim.sum(total, product)
        }
        return total
    }

    private func witness(against other: Dim) -> DimWitness? {
        let unknowns = symbols.union(other.symbols).sorted(by: DimSymbol.precedes)
        guard unknowns.count <= 4 else { return nil }
        // Sizes people meet, odd ones among them: a stride makes odd and even differ.
        let candidates = [63, 64, 31, 7, 2, 3, 1, 5]
        for shift in 0..<candidates.count {
            var assignment: [DimSymbol: Int] = [:]
            var listed: [(symbol: DimSymbol, value: Int)] = []
            for (position, unknown) in unknowns.enumerated() {
                let pick = candidates[(shift + position * 3) % candidates.count]
                let value = max(pick, unknown.minimum)
                assignment[unknown] = value
                listed.append((unknown, value))
            }
            if let left = value(assignment), let right = other.value(assignment), left != right {
                return DimWitness(assignment: listed, left: left, right: right)
            }
        }
        return nil
    }
}
