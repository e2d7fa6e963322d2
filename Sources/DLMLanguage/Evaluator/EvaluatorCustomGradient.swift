import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// The value of a function that has a derivative by hand. The rule is evaluated once, here,
    /// with stand-ins for the arguments and for the gradient of the value.
    func differentiated(
        _ value: Value, of declaration: FunctionDeclaration, by rule: FunctionDeclaration,
        _ module: Module, _ scope: Scope, _ span: Span
    ) -> Value {
        let given = declaration.parameters.map { scope.local($0.name.name) ?? .error }
        if value.holdsError || given.contains(where: \.holdsError) { return .error }
        guard !program.isCyclic(rule) else { return .error }
        guard let tree = TensorTree(value, self),
            tree.leaves.allSatisfy(\.dtype.isFloating)
        else {
            return fail(
                .typeMismatch, "a function with a derivative by hand gives Float tensors",
                at: declaration.name.span, "this one gives \(value.noun)")
        }
        // Arguments that are tensors; numbers known before the run are handed on as they are.
        let tensors = given.indices.filter {
            if case .tensor = given[$0] { true } else { false }
        }
        let arguments = tensors.compactMap { tensor(given[$0]) }
        var isRefused = false
        do throws(OpError) {
            let made = try withOrigin(span) { () throws(OpError) in
                try Tensor.customGradient(of: tree.leaves, arguments: arguments) {
                    own, upstream throws(OpError) in
                    var values = given
                    for (place, tensor) in zip(tensors, own) {
                        values[place] = .tensor(TensorValue(tensor, nil))
                    }
                    values.append(tree.value(upstream, at: nil))
                    let gradients = ruleResults(rule, module, values, own, span)
                    isRefused = gradients == nil
                    return gradients ?? own.map { _ in nil }
                }
            }
            return isRefused ? .error : tree.value(made, at: span)
        } catch {
            return fail(error, at: rule.name.span, name: "", operands: [])
        }
    }

    /// The gradients that a rule gives, one for each tensor argument; nil when it was refused.
    private func ruleResults(
        _ rule: FunctionDeclaration, _ module: Module, _ values: [Value], _ own: [Tensor],
        _ span: Span
    ) -> [Tensor?]? {
        let arguments = zip(values, rule.parameters).map { value, parameter in
            CallArgument(
                label: Identifier(parameter.callName, parameter.name.span), value, span)
        }
        let value = call(rule, module, arguments, span)
        if value.holdsError { return nil }
        let parts: [Value]
        if case .tuple(let items) = value { parts = items } else { parts = [value] }
        let floating = own.filter(\.dtype.isFloating).count
        guard parts.count == own.count || parts.count == floating else {
            _ = fail(
                .typeMismatch,
                "the derivative of \(rule.name.name) gives \(parts.count) gradients",
                at: rule.body.value?.span ?? rule.body.span,
                own.count == 1
                    ? "wants one, for its tensor argument"
                    : "wants a tuple of \(own.count), one for each tensor argument")
            return nil
        }
        let skipsIntegers = parts.count != own.count
        var rest = parts[...]
        var gradients: [Tensor?] = []
        for argument in own {
            if skipsIntegers, !argument.dtype.isFloating {
                gradients.append(nil)
                continue
            }
            guard let part = rest.popFirst(), !part.isNone, argument.dtype.isFloating else {
                gradients.append(nil)
                continue
            }
            guard let gradient = tensor(part) else {
                _ = fail(
                    .typeMismatch, "a gradient is a tensor; this is \(part.noun)",
                    at: rule.body.value?.span ?? rule.body.span)
                return nil
            }
            gradients.append(gradient)
        }
        return gradients
    }

    /// Derivatives by hand belong to a function of their file, and take its parameters and the
    /// gradient of its value.
    func checkGradientRules(in module: Module) {
        var first: [String: Span] = [:]
        for case .function(let rule) in module.file.declarations where rule.isGradient {
            let name = rule.name.name
            if let earlier = first[name] {
                report(
                    Diagnostic.error(
                        .duplicateName, "\(name) has a derivative by hand", at: rule.name.span,
                        "again here"
                    ).also(earlier, "first here"))
            }
            first[name] = first[name] ?? rule.name.span
            guard case .function(let node)? = module.declarations[name] else {
                let names = module.declarations.keys.filter {
                    if case .function? = module.declarations[$0] { true } else { false }
                }
                let close = suggestion(for: name, among: Array(names))
                _ = fail(
                    .unknownName, "there is no function \(name) here", at: rule.name.span,
                    "a derivative by hand",
                    help: close.map { "did you mean \($0)?" }
                        ?? "declare it: def \(name)(…) = …")
                continue
            }
            let wanted = node.parameters.map(\.callName)
            guard rule.parameters.count == wanted.count + 1,
                zip(rule.parameters, wanted).allSatisfy({ $0.callName == $1 })
            else {
                let list = (wanted + ["up"]).joined(separator: ", ")
                report(
                    Diagnostic.error(
                        .missingArgument, "the derivative of \(name) takes other parameters",
                        at: rule.name.span, "wants (\(list))"
                    ).also(node.name.span, "the function")
                        .help(
                            "repeat the function's parameters, then one for the gradient of its value"
                        ))
                continue
            }
        }
    }
}
