import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Functions that take static values only.
    static let scalars: [Builtin] = [sumOfList]

    private static let sumOfList = Builtin(
        "total", [BuiltinParameter("values", nil)],
        documentation: "The sum of the elements of a list: numbers, tensors or averages.",
        example: "total([1, 2, 3])"
    ) { evaluator, call in
        guard case .list(let items) = call.values[0] else {
            return evaluator.fail(
                .typeMismatch, "total adds up a list; this is \(call.values[0].noun)",
                at: call.spans[0] ?? call.span)
        }
        guard var sum = items.first else { return .int(0) }
        for item in items.dropFirst() {
            sum = evaluator.binary(.add, (sum, call.span), (item, call.span), call.resultSpan)
        }
        return sum
    }
}
