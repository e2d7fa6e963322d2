import DLMSyntax
import DLMTensor

extension Evaluator {
    /// Checks a `show`, an `expect` or a bare call of `writeTensors`.
    func checkScript(_ declaration: Declaration, in module: Module) {
        switch declaration {
        case .script(let node):
            for expr in node.values {
                let value = evaluate(expr, in: Scope(module))
                if node.verb == .expect { _ = condition(value, expr) }
            }
        case .expression(let expr):
            _ = evaluate(expr, in: Scope(module))
        default: break
        }
    }

    /// The truth that `expect` looks at: known now, or one that a run computes; nil when it is
    /// neither, which is reported.
    func condition(_ value: Value, _ expr: Expr) -> Value? {
        switch value {
        case .error: return nil
        case .bool, .undecided, .unknown(.bool): return value
        case .tensor(let tensor) where tensor.type.dtype == .bool && tensor.type.rank == 0:
            return value
        case .tensor(let tensor) where tensor.type.dtype == .bool:
            _ = fail(
                .typeMismatch, "expect looks at one truth; this is \(tensor.type)", at: expr.span,
                help: "say whether all or any of them must hold: all(…), any(…)")
        default:
            _ = fail(
                .typeMismatch, "expect looks at a condition; this is \(value.noun)", at: expr.span,
                help: "compare: expect a == b, or expect allClose(a, b)")
        }
        return nil
    }
}
