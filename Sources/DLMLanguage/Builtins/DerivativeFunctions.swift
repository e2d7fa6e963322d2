import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Functions from functions to their derivatives, named as in `torch.func`.
    static let derivatives: [Builtin] = [
        transform(
            "grad",
            "The gradient of a function that gives a scalar, a function of the same arguments. "
                + "argnums says with respect to which of them: a number, or a list for a tuple of "
                + "gradients. An argument may be a tuple, list or record of tensors.",
            example: "grad(x => sum(x * x))([1.0, 2.0])"
        ) { $0.gradient() },
        transform(
            "valueAndGrad", "As grad, but the function gives (value, gradient).",
            example: "valueAndGrad(x => sum(x * x))([1.0, 2.0])"
        ) { $0.valueAndGradient() },
        transform(
            "jacobian",
            "The derivative of every element of a function's result, shape(y) by shape(x).",
            example: "jacobian(x => x * x)([1.0, 2.0])"
        ) { $0.jacobian() },
        transform(
            "hessian",
            "The second derivatives of a function that gives a scalar, shape(x) by "
                + "shape(x).", example: "hessian(x => sum(x ** 3))([1.0, 2.0])"
        ) { $0.hessian() },
        vjp, jvp, checkpoint,
    ]

    /// A function of a function `f` and `argnums`.
    private static func transform(
        _ name: String, _ documentation: String, example: String,
        _ make: @escaping @Sendable (Differentiation) -> Value
    ) -> Builtin {
        Builtin(
            name,
            [
                BuiltinParameter("f", nil),
                BuiltinParameter("argnums", .oneOrList(.int), default: .int(0)),
            ], documentation: documentation, example: example
        ) { evaluator, call in
            let (f, span) = (call.values[0], call.spans[0] ?? call.span)
            guard evaluator.isFunction(f, at: span, of: name) else { return .error }
            let positions = call.values[1].staticValue?.numbers ?? []
            let isList: Bool
            if case .list = call.values[1] { isList = true } else { isList = false }
            return .function(
                .derived(
                    DerivedFunction(name: "\(name) of \(f.noun)") {
                        evaluator, arguments, span, result in
                        let work = Differentiation(
                            evaluator: evaluator, name: name, function: f, arguments: arguments,
                            positions: positions, isList: isList, span: span, result: result)
                        return make(work)
                    }))
        }
    }

    private static let vjp = Builtin(
        "vjp",
        [BuiltinParameter("f", nil), BuiltinParameter("x", nil)],
        documentation: "The vector-Jacobian product: (f(x), pullback), where pullback(v) is the "
            + "gradient of sum(f(x) * v). A tuple x is taken as several arguments.",
        example: "vjp(x => x * x, tensor([1.0, 2.0]))[0]"
    ) { evaluator, call in
        Differentiation(evaluator, call, "vjp")?.pullback() ?? .error
    }

    private static let jvp = Builtin(
        "jvp",
        [BuiltinParameter("f", nil), BuiltinParameter("x", nil), BuiltinParameter("v", nil)],
        documentation: "The Jacobian-vector product: (f(x), the derivative of f at x in the "
            + "direction v). A tuple x is taken as several arguments.",
        example: "jvp(x => x * x, tensor([1.0, 2.0]), tensor([1.0, 0.0]))"
    ) { evaluator, call in
        Differentiation(evaluator, call, "jvp")?.pushed(call.values[2]) ?? .error
    }

    private static let checkpoint = Builtin(
        "checkpoint",
        [BuiltinParameter("x", nil), BuiltinParameter("f", nil)],
        documentation: "f(x), whose intermediate values are not kept for the backward pass but "
            + "computed again there (T. Chen et al., 2016). A tuple x is taken as several "
            + "arguments.", example: "checkpoint(ones([2, 3]), (|> relu |> exp))"
    ) { evaluator, call in
        let swapped = BuiltinCall(
            values: [call.values[1], call.values[0]], spans: [call.spans[1], call.spans[0]],
            span: call.span, resultSpan: call.resultSpan, hasUnknowns: call.hasUnknowns)
        return Differentiation(evaluator, swapped, "checkpoint")?.recomputed() ?? .error
    }
}

extension Evaluator {
    /// Whether a value can be called; reports when not.
    func isFunction(_ value: Value, at span: Span, of name: String) -> Bool {
        switch value {
        case .function, .instance, .model, .block: return true
        case .error: return false
        default:
            _ = fail(
                .notCallable, "\(name) takes a function; this is \(value.noun)", at: span,
                help: "write one: \(name)(x => …)")
            return false
        }
    }
}

extension StaticValue {
    /// One whole number, or a list of them.
    fileprivate var numbers: [Int] {
        switch self {
        case .int(let dim): dim.constant.map { [$0] } ?? []
        case .list(let items): items.flatMap(\.numbers)
        default: []
        }
    }
}
