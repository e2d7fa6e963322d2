import DLMData
import DLMSyntax

/// A source and the steps after it, as an expression of a program makes it: one part of a data
/// block before its fields are inferred.
struct DataStream: HostObject {
    /// One step with the place to show when it refuses its input.
    struct Step: Sendable {
        let transform: any DataTransform
        let span: Span
    }

    let source: DataSourceEntry
    let arguments: DataArguments
    let sourceSpan: Span
    var steps: [Step] = []
    /// A step was refused, which was reported: those behind it are looked at all the same.
    var isBroken = false

    var noun: String { "a stream of samples" }

    var pipeline: DataPipeline {
        DataPipeline(source: source, arguments: arguments, steps: steps.map(\.transform))
    }
}
