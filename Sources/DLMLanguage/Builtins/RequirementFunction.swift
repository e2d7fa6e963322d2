import DLMSyntax
import DLMTypes

extension BuiltinTable {
    static let requirementName = "require"

    /// The signature of `require`, which the evaluator carries out itself: it wants to know how the
    /// condition is written.
    static let requirement = Builtin(
        requirementName,
        [
            BuiltinParameter("condition", nil), BuiltinParameter("message", nil),
            BuiltinParameter("help", nil, default: StaticValue.none),
        ],
        documentation: "States what the arguments of a block or a function must be: where the "
            + "condition does not hold, an error with the message at the argument that it names. "
            + "It is a line of its own; what only a run knows is looked at there.",
        example: "require(0.5 <= 1, \"p is at most 1\")"
    ) { evaluator, call in
        evaluator.fail(.notSupported, "`require` is called by its name", at: call.span)
    }
}
