extension Dim: CustomStringConvertible {
    /// As a program would write it: `3*H*W`, `(H+1)//2`, `C-1`.
    public var description: String {
        if terms.isEmpty { return "0" }
        var text = ""
        for term in terms {
            let magnitude = term.coefficient.magnitude
            if term.coefficient < 0 {
                text += "-"
            } else if !text.isEmpty {
                text += "+"
            }
            let factors = term.factors.map(Dim.describe)
            if factors.isEmpty {
                text += "\(magnitude)"
            } else if magnitude == 1 {
                text += factors.joined(separator: "*")
            } else {
                text += "\(magnitude)*" + factors.joined(separator: "*")
            }
        }
        return text
    }

    private static func describe(_ factor: Factor) -> String {
        switch factor {
        case .symbol(let symbol): symbol.name
        case .quotient(let numerator, let denominator):
            "\(numerator.parenthesized)//\(denominator.parenthesized)"
        }
    }

    private var parenthesized: String {
        let isSimple = terms.count <= 1 && (constant != nil || symbol != nil)
        return isSimple ? description : "(\(description))"
    }
}
