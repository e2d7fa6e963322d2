/// What the numbers along the last axis mean, so that a loss can refuse the wrong ones.
public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Unnormalised log-odds.
    case logits = "Logits"
    /// Logarithms of probabilities that sum to one.
    case logProbs = "LogProbs"
    /// Probabilities that sum to one.
    case probs = "Probs"
    /// Vectors of Euclidean length one.
    case unit = "Unit"
}
