/// `show e, e` prints values; `expect e` fails the run when a condition does not hold.
///
/// They stand among the bindings of a file and are carried out in order, so a file of them reads
/// like what one types at a prompt.
public final class ScriptDeclaration: Sendable {
    public enum Verb: String, Sendable {
        case show, expect
    }

    public let verb: Verb
    /// What to print, one value or more; or the condition.
    public let values: [Expr]
    public let span: Span

    public init(verb: Verb, values: [Expr], span: Span) {
        self.verb = verb
        self.values = values
        self.span = span
    }
}
