import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// What an expression evaluates to while a program is elaborated.
///
/// Static values are known now, or symbolic while a program is only checked; tensors are nodes of
/// the graph that the run computes.
indirect enum Value {
    /// A static integer, possibly symbolic.
    case int(Dim)
    case float(Double)
    case bool(Bool)
    case string(String)
    case path(String)
    /// `.same`, without the dot.
    case enumCase(String)
    case duration(Double, DLMSyntax.DurationUnit)
    case none
    /// `low..<high` with an end that only a run knows.
    case range(Dim, Dim)
    case list([Value])
    case tuple([Value])
    case keyedList([(key: Value, value: Value)])
    case record(RecordValue)
    /// A static value of a type, whose value the check of a definition alone does not know.
    case unknown(StaticKind)
    /// A comparison of lengths that holds for some values of their symbols only.
    case undecided(Undecided)
    case tensor(TensorValue)
    case average(AverageValue)
    /// `valid.accuracy` in a schedule or in `keep`.
    case metric(MetricReference)
    case initializer(InitializerValue)
    case function(FunctionValue)
    /// A block by its name, before it is configured.
    case block(BlockValue)
    /// A block with its configuration: it owns variables once it is applied.
    case instance(BlockInstance)
    case model(ModelValue)
    /// Something of the host: a data set, a part of one, a policy.
    case object(any HostObject)
    /// What an expression that was refused evaluates to: nothing more is said about it.
    case error
}

/// The types of static values.
enum StaticKind: String, Sendable, Hashable {
    case int = "Int"
    case float = "Float"
    case bool = "Bool"
    case string = "String"
    case path = "Path"
    case duration = "Duration"
    case enumeration = "enum case"
}

extension Value {
    var isError: Bool {
        if case .error = self { return true }
        return false
    }

    var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    /// The length, for a static integer.
    var dim: Dim? {
        if case .int(let dim) = self { return dim }
        return nil
    }

    /// The number, for a static number that is known.
    var number: Double? {
        switch self {
        case .int(let dim): dim.constant.map(Double.init)
        case .float(let value): value
        default: nil
        }
    }

    /// Whether it can take part in arithmetic without a graph.
    var isStaticNumber: Bool {
        switch self {
        case .int, .float, .unknown(.int), .unknown(.float): true
        default: false
        }
    }
}
