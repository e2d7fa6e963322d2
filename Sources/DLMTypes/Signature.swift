/// A value known before the first batch: what labelled arguments of operations, sources and
/// transforms hold.
public indirect enum StaticValue: Hashable, Sendable {
    case none
    /// An integer, possibly still symbolic.
    case int(Dim)
    case float(Double)
    case bool(Bool)
    case string(String)
    case path(String)
    /// An enum case such as `.same`, without the dot.
    case enumCase(String)
    case list([StaticValue])
    case record([String: StaticValue])
    /// A number of epochs or steps.
    case duration(Double, unit: DurationUnit)
}

/// What a duration counts.
public enum DurationUnit: String, Hashable, Sendable {
    case epochs, steps
}

/// The type of a parameter of a built-in.
public indirect enum ParameterType: Hashable, Sendable {
    case tensor
    /// One or more tensors, given as a list.
    case tensors
    case int
    case float
    case bool
    case string
    case path
    /// One of a closed set of cases.
    case enumeration([String])
    case list(ParameterType)
    /// One value, or a list of them with one for each spatial axis (`stride: 2`, `stride: [2, 1]`).
    case oneOrList(ParameterType)
    /// A value of any of several types (`padding: 1`, `padding: .same`); the first that fits.
    case anyOf([ParameterType])
    case record
    case duration
}

/// One parameter of a built-in.
public struct Parameter: Hashable, Sendable {
    public let name: String
    public let type: ParameterType
    /// The value when the argument is left out; nil makes the parameter required.
    public let defaultValue: StaticValue?
    /// Whether its argument needs its label, because a value without one would more likely be meant
    /// for something else.
    public let needsLabel: Bool

    public init(
        _ name: String, _ type: ParameterType, default defaultValue: StaticValue? = nil,
        needsLabel: Bool = false
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.needsLabel = needsLabel
    }
}

/// Name, parameters and documentation of a built-in: operations, sources and transforms all
/// describe themselves this way, so that one binder and one help page serve them all.
public struct Signature: Hashable, Sendable {
    public let name: String
    public let parameters: [Parameter]
    /// What `:help` shows: first sentence, shapes, the paper where there is one.
    public let documentation: String
    /// A line of dlm that a test runs.
    public let example: String

    public init(
        _ name: String, _ parameters: [Parameter], documentation: String, example: String = ""
    ) {
        self.name = name
        self.parameters = parameters
        self.documentation = documentation
        self.example = example
    }
}
