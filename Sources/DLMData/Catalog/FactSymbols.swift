import DLMTypes

/// The lengths of one data block that only its data knows, as symbols for the checker:
/// `faces.classes`, `faces.height`.
///
/// All parts of a block share them, so that training and validation images have one size.
public struct FactSymbols: Sendable {
    /// Name of the data block.
    public let block: String
    /// Symbols in use, by fact.
    public private(set) var symbols: [String: DimSymbol] = [:]

    public init(block: String) { self.block = block }

    /// The symbol of a fact, made at the first use.
    public mutating func symbol(_ fact: String) -> DimSymbol {
        if let symbol = symbols[fact] { return symbol }
        let symbol = DimSymbol("\(block).\(fact)", role: .fact)
        symbols[fact] = symbol
        return symbol
    }

    /// The length that a fact stands for.
    public mutating func dim(_ fact: String) -> Dim { Dim(symbol(fact)) }

    /// What each symbol is, once the data has been opened.
    public func values(_ facts: DataFacts) -> [DimSymbol: Dim] {
        var values: [DimSymbol: Dim] = [:]
        for (fact, symbol) in symbols {
            if let value = facts.integer(fact) { values[symbol] = Dim(value) }
        }
        return values
    }
}
