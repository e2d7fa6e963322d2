/// The loss and the metrics of a part as sums and weights in Float64, so that batches of any size
/// merge to the figure of the whole.
public struct MetricSums: Sendable, Hashable {
    /// `loss` first, when there is one, then the metrics in the program's order.
    public let names: [String]
    public private(set) var sums: [Double]
    public private(set) var weights: [Double]
    /// Samples seen.
    public private(set) var samples: Int

    /// The name under which a loss is kept and recorded.
    public static let loss = "loss"

    public init(names: [String]) {
        self.names = names
        sums = Array(repeating: 0, count: names.count)
        weights = sums
        samples = 0
    }

    /// Restores sums that a checkpoint kept; nil when the counts disagree or are negative.
    public init?(names: [String], sums: [Double], weights: [Double], samples: Int) {
        guard names.count == sums.count, names.count == weights.count, samples >= 0 else {
            return nil
        }
        self.names = names
        self.sums = sums
        self.weights = weights
        self.samples = samples
    }

    /// Adds what one batch gave, in the order of `names`.
    public mutating func add(_ averages: [(sum: Double, weight: Double)], samples count: Int) {
        for (index, average) in averages.enumerated() where index < names.count {
            sums[index] += average.sum
            weights[index] += average.weight
        }
        samples += count
    }

    /// Adds another part of the same whole; it must have the same names.
    public mutating func merge(_ other: MetricSums) {
        guard other.names == names else { return }
        add(Array(zip(other.sums, other.weights)).map { ($0, $1) }, samples: other.samples)
    }

    /// The figures: sum over weight, NaN where nothing was seen.
    public var values: [MetricValue] {
        names.indices.map { index in
            let weight = weights[index]
            return MetricValue(names[index], weight == 0 ? .nan : sums[index] / weight)
        }
    }
}

/// A loss or a metric by name.
public struct MetricValue: Sendable, Hashable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }
}
