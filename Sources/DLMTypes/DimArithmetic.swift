extension Dim {
    public static func + (lhs: Dim, rhs: Dim) -> Dim {
        if let a = lhs.constant, let b = rhs.constant { return Dim(sum(a, b)) }
        if lhs.terms.isEmpty { return rhs }
        if rhs.terms.isEmpty { return lhs }
        return Dim(normalizing: lhs.terms + rhs.terms)
    }

    public static prefix func - (dim: Dim) -> Dim { dim * Dim(-1) }

    public static func - (lhs: Dim, rhs: Dim) -> Dim { lhs + (-rhs) }

    public static func * (lhs: Dim, rhs: Dim) -> Dim {
        if let a = lhs.constant, let b = rhs.constant { return Dim(product(a, b)) }
        if lhs.constant == 1 { return rhs }
        if rhs.constant == 1 { return lhs }
        var terms: [Term] = []
        for a in lhs.terms {
            for b in rhs.terms {
                var factors = a.factors + b.factors
                if !a.factors.isEmpty, !b.factors.isEmpty { factors.sort(by: precedes) }
                terms.append(
                    Term(coefficient: product(a.coefficient, b.coefficient), factors: factors))
            }
        }
        return Dim(normalizing: terms)
    }

    /// Floor division, `//` in a program. A constant zero divisor gives zero: callers that take
    /// divisors from a program refuse it first.
    public static func / (lhs: Dim, rhs: Dim) -> Dim {
        if let divisor = rhs.constant { return lhs.dividedByConstant(divisor) }
        if lhs == rhs { return Dim(1) }
        if lhs.constant == 0 { return Dim(0) }
        return Dim(factor: .quotient(lhs, rhs))
    }

    /// Remainder of floor division, never negative for a positive divisor.
    public static func % (lhs: Dim, rhs: Dim) -> Dim { lhs - (lhs / rhs) * rhs }

    private func dividedByConstant(_ divisor: Int) -> Dim {
        if divisor == 1 { return self }
        if divisor == 0 { return Dim(0) }
        if let value = constant { return Dim(Dim.floorQuotient(value, divisor)) }
        // (a//m + k) // n = (a + k*m) // (m*n): a chain of strided layers stays one division.
        if divisor > 0, let nested = nestedQuotient {
            let numerator = nested.numerator + Dim(Dim.product(nested.offset, nested.divisor))
            return numerator.dividedByConstant(Dim.product(nested.divisor, divisor))
        }
        // Whole multiples leave the division; what stays has coefficients in 0 ..< divisor.
        var outside: [Term] = []
        var inside: [Term] = []
        for term in terms {
            let quotient = Dim.floorQuotient(term.coefficient, divisor)
            let rest = Dim.sum(term.coefficient, Dim.product(-quotient, divisor))
            if quotient != 0 { outside.append(Term(coefficient: quotient, factors: term.factors)) }
            if rest != 0 { inside.append(Term(coefficient: rest, factors: term.factors)) }
        }
        let numerator = Dim(normalizing: inside)
        let whole = Dim(normalizing: outside)
        if let value = numerator.constant { return whole + Dim(Dim.floorQuotient(value, divisor)) }
        return whole + Dim(factor: .quotient(numerator, Dim(divisor)))
    }

    /// The parts of `numerator // divisor + offset`, when the dimension has that form.
    private var nestedQuotient: (numerator: Dim, divisor: Int, offset: Int)? {
        var offset = 0
        var found: (Dim, Int)?
        for term in terms {
            if term.factors.isEmpty {
                offset = term.coefficient
                continue
            }
            guard found == nil, term.coefficient == 1, term.factors.count == 1,
                case .quotient(let numerator, let denominator) = term.factors[0],
                let divisor = denominator.constant, divisor > 0
            else { return nil }
            found = (numerator, divisor)
        }
        return found.map { ($0.0, $0.1, offset) }
    }

    static func precedes(_ lhs: Factor, _ rhs: Factor) -> Bool {
        switch (lhs, rhs) {
        case (.symbol(let a), .symbol(let b)): return DimSymbol.precedes(a, b)
        case (.symbol, .quotient): return true
        case (.quotient, .symbol): return false
        case (.quotient(let a, let m), .quotient(let b, let n)):
            let left = "\(a)//\(m)"
            let right = "\(b)//\(n)"
            return left < right
        }
    }

    /// Products of more factors first, the constant last, as people write polynomials.
    static func precedes(_ lhs: Term, _ rhs: Term) -> Bool {
        if lhs.factors.count != rhs.factors.count { return lhs.factors.count > rhs.factors.count }
        for (a, b) in zip(lhs.factors, rhs.factors) where a != b { return precedes(a, b) }
        return lhs.coefficient < rhs.coefficient
    }

    static func sum(_ lhs: Int, _ rhs: Int) -> Int {
        let (value, overflow) = lhs.addingReportingOverflow(rhs)
        return overflow ? (lhs > 0 ? Int.max : -Int.max) : value
    }

    static func product(_ lhs: Int, _ rhs: Int) -> Int {
        let (value, overflow) = lhs.multipliedReportingOverflow(by: rhs)
        return overflow ? ((lhs > 0) == (rhs > 0) ? Int.max : -Int.max) : value
    }

    static func floorQuotient(_ lhs: Int, _ rhs: Int) -> Int {
        guard rhs != 0 else { return 0 }
        // The one quotient beyond the range: Int.min // -1.
        if rhs == -1 { return product(lhs, -1) }
        let (quotient, remainder) = lhs.quotientAndRemainder(dividingBy: rhs)
        return remainder != 0 && (remainder < 0) != (rhs < 0) ? quotient - 1 : quotient
    }
}
