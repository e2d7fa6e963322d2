import DLMData

/// What one epoch did on one part of the data: a line of `metrics.jsonl`.
public struct EpochRecord: Sendable, Hashable {
    /// 1 is the first epoch; 0 stands for an evaluation before any training.
    public let epoch: Int
    /// `train`, `valid`, `test`, or the part an `evaluate` block names.
    public let part: String
    /// Loss and metrics.
    public let values: [MetricValue]
    /// Samples seen.
    public let samples: Int
    /// Time spent, in seconds.
    public let seconds: Double

    public init(epoch: Int, part: String, values: [MetricValue], samples: Int, seconds: Double) {
        self.epoch = epoch
        self.part = part
        self.values = values
        self.samples = samples
        self.seconds = seconds
    }

    public var samplesPerSecond: Double { seconds > 0 ? Double(samples) / seconds : 0 }

    /// The figure of a name, nil when it was not measured.
    public func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }

    /// The names in a record beside those of figures: no metric may have one.
    public static let ownNames = ["epoch", "part", "seconds", "samplesPerSecond"]

    /// One JSON object without a line feed; a figure that is not finite is written as null.
    public var json: String {
        var members: [JSONValue.Member] = [
            .init("epoch", .integer(epoch)), .init("part", .string(part)),
        ]
        for item in values { members.append(.init(item.name, .number(item.value))) }
        members.append(.init("seconds", .number(rounded(seconds, to: 1000))))
        members.append(.init("samplesPerSecond", .number(rounded(samplesPerSecond, to: 10))))
        return JSONValue.object(members).text
    }

    private func rounded(_ value: Double, to unit: Double) -> Double {
        (value * unit).rounded() / unit
    }
}
