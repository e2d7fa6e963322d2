import DLMTypes

/// A truth that depends on symbols: what is known of lengths where it holds and where it does not.
struct Undecided {
    /// Pairs that are equal where the condition holds.
    var whenTrue: [(Dim, Dim)] = []
    /// Pairs that are equal where it does not.
    var whenFalse: [(Dim, Dim)] = []

    var negated: Undecided { Undecided(whenTrue: whenFalse, whenFalse: whenTrue) }

    func and(_ other: Undecided) -> Undecided {
        Undecided(whenTrue: whenTrue + other.whenTrue)
    }

    func or(_ other: Undecided) -> Undecided {
        Undecided(whenFalse: whenFalse + other.whenFalse)
    }

    /// Symbols that the equalities fix, for substitution.
    static func substitution(_ equalities: [(Dim, Dim)]) -> [DimSymbol: Dim] {
        var result: [DimSymbol: Dim] = [:]
        for (left, right) in equalities {
            let a = left.substituting(result)
            let b = right.substituting(result)
            let pair: (DimSymbol, Dim)
            if let symbol = a.symbol, !b.symbols.contains(symbol) {
                pair = (symbol, b)
            } else if let symbol = b.symbol, !a.symbols.contains(symbol) {
                pair = (symbol, a)
            } else {
                continue
            }
            for (key, value) in result { result[key] = value.substituting([pair.0: pair.1]) }
            result[pair.0] = pair.1
        }
        return result
    }
}
