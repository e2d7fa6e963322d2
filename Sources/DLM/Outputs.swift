import DLMTypes

/// What a model gave for some inputs: the values of the taps that were asked for.
public struct Outputs: Sendable {
    /// In the order asked for.
    public let taps: [(name: String, value: HostArray)]

    /// The value of a tap; nil when it was not asked for.
    public subscript(name: String) -> HostArray? { taps.first { $0.name == name }?.value }

    /// The value of the tap asked for first, or of the model's last.
    public var first: HostArray? { taps.first?.value }
}
