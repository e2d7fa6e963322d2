import DLMSyntax
import DLMTensor
import DLMTypes

/// Evaluates a program's expressions to values: static ones, functions, layers, and nodes of a
/// graph. A check and a run both go this way, one with symbolic lengths, the other with known ones.
///
/// Nothing is thrown: a refused expression is reported in `diagnostics` and evaluates to `.error`,
/// about which nothing more is said, so one pass finds every error.
final class Evaluator {
    let program: Program
    var host: EvaluatorHost
    var context: ElaborationContext
    var diagnostics = Diagnostics()

    /// Values of global names, by declaration.
    var globals: [ObjectIdentifier: Value] = [:]
    /// Definitions that were evaluated: the rest are checked by themselves.
    var visited: Set<ObjectIdentifier> = []
    /// Calls in progress, innermost last.
    var calls: [CallSite] = []
    /// Calls so deep or deeper are of a callee whose requirement is not met: what fails in them is
    /// of no interest.
    var mutedDepth = Int.max
    /// Where the layers being applied were written, innermost last.
    var owners: [Span] = []
    /// Lengths fixed by the arm of an undecided `if` being evaluated.
    var assumptions: [DimSymbol: Dim] = [:]
    /// Expressions being evaluated inside each other, and all evaluated so far.
    var depth = 0
    var evaluations = 0
    /// How many there were when it was last asked whether to stop.
    var evaluationsAsked = 0
    /// Models already found sound, while a program is checked.
    var elaborated: ElaboratedModels?
    /// Whether the program was refused for its effort.
    var isExhausted = false
    /// How often what is evaluated now stands for, by the `repeat`s around it.
    var repetitions = 1

    init(
        _ program: Program, context: ElaborationContext, host: EvaluatorHost = EvaluatorHost()
    ) {
        self.program = program
        self.context = context
        self.host = host
    }

    /// Reports a diagnostic unless one of its kind at its place was reported before.
    func report(_ diagnostic: Diagnostic) {
        if calls.count < mutedDepth { diagnostics.add(withUse(relocated(diagnostic))) }
    }

    /// Ends the innermost call.
    func leaveCall() {
        calls.removeLast()
        if calls.count < mutedDepth { mutedDepth = .max }
    }

    /// Reports an error and gives `.error`.
    func fail(
        _ code: DiagnosticCode, _ headline: String, at span: Span, _ label: String = "",
        help: String? = nil
    ) -> Value {
        report(Diagnostic.error(code, headline, at: span, label).help(help))
        return .error
    }
}

/// A call in progress.
struct CallSite {
    /// The callee as written.
    let span: Span
    /// What was called.
    let name: String
    /// What it takes, as its signature says: `Float[..., I]`.
    let wants: String?
    /// The tensors given to it.
    let inputs: [TensorValue]
    /// The body being evaluated, for a definition.
    var body: Span?
    /// Where the layer being applied was made: the place that says which one it is.
    var maker: Span?
}
