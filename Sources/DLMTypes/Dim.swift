/// An integer known now or later: a polynomial over symbols and floor divisions, in normal form.
///
/// `(H - 1) // 2 + 1` and `(H + 1) // 2` are the same value of this type. Arithmetic saturates at
/// the range of `Int`, so that a program with absurd sizes gets a diagnostic and not a trap.
public struct Dim: Hashable, Sendable {
    /// Terms in canonical order; the constant is the term without factors.
    let terms: [Term]

    /// `coefficient * factors[0] * factors[1] …`
    struct Term: Hashable, Sendable {
        var coefficient: Int
        var factors: [Factor]
    }

    /// What a term multiplies.
    indirect enum Factor: Hashable, Sendable {
        case symbol(DimSymbol)
        case quotient(Dim, Dim)
    }

    public init(_ value: Int) {
        terms = value == 0 ? [] : [Term(coefficient: value, factors: [])]
    }

    public init(_ symbol: DimSymbol) {
        terms = [Term(coefficient: 1, factors: [.symbol(symbol)])]
    }

    init(factor: Factor) { terms = [Term(coefficient: 1, factors: [factor])] }

    init(normalizing unsorted: [Term]) {
        if unsorted.count == 1 {
            terms = unsorted[0].coefficient == 0 ? [] : unsorted
            return
        }
        let kept = unsorted.count <= 8 ? Dim.fewSummed(unsorted) : Dim.summed(unsorted)
        terms = kept.count < 2 ? kept : kept.sorted(by: Dim.precedes)
    }

    /// Terms of equal factors joined, those that vanish left out.
    private static func summed(_ terms: [Term]) -> [Term] {
        var sums: [[Factor]: Int] = [:]
        for term in terms {
            sums[term.factors] = sum(sums[term.factors] ?? 0, term.coefficient)
        }
        return sums.compactMap { factors, coefficient in
            coefficient == 0 ? nil : Term(coefficient: coefficient, factors: factors)
        }
    }

    /// The same for the few terms that lengths of networks have: comparing beats a table there.
    private static func fewSummed(_ terms: [Term]) -> [Term] {
        var joined: [Term] = []
        for term in terms {
            if let known = joined.firstIndex(where: { $0.factors == term.factors }) {
                joined[known].coefficient = sum(joined[known].coefficient, term.coefficient)
            } else {
                joined.append(term)
            }
        }
        joined.removeAll { $0.coefficient == 0 }
        return joined
    }

    /// The value, when no symbol is left in it.
    public var constant: Int? {
        if terms.isEmpty { return 0 }
        return terms.count == 1 && terms[0].factors.isEmpty ? terms[0].coefficient : nil
    }

    /// The symbol, when the dimension is just one.
    public var symbol: DimSymbol? {
        guard terms.count == 1, terms[0].coefficient == 1, terms[0].factors.count == 1,
            case .symbol(let symbol) = terms[0].factors[0]
        else { return nil }
        return symbol
    }

    /// Every symbol it depends on.
    public var symbols: Set<DimSymbol> {
        var found: Set<DimSymbol> = []
        for term in terms {
            for factor in term.factors {
                switch factor {
                case .symbol(let symbol): found.insert(symbol)
                case .quotient(let numerator, let denominator):
                    found.formUnion(numerator.symbols)
                    found.formUnion(denominator.symbols)
                }
            }
        }
        return found
    }

    /// Replaces symbols by other dimensions and simplifies.
    public func substituting(_ values: [DimSymbol: Dim]) -> Dim {
        if values.isEmpty || constant != nil { return self }
        var result = Dim(0)
        for term in terms {
            var product = Dim(term.coefficient)
            for factor in term.factors {
                switch factor {
                case .symbol(let symbol): product = product * (values[symbol] ?? Dim(symbol))
                case .quotient(let numerator, let denominator):
                    let replaced = numerator.substituting(values)
                    product = product * (replaced / denominator.substituting(values))
                }
            }
            result = result + product
        }
        return result
    }
}

extension Dim: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}
