import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Calls inside each other beyond which a program is refused: definitions cannot recur, but a
    /// function given to itself can.
    private static let deepestCall = 100

    func evaluateArguments(_ call: Call, in scope: Scope) -> [CallArgument] {
        var arguments: [CallArgument] = call.arguments.map { argument in
            var span = argument.value.span
            // What the library hands on was written by its caller.
            if scope.module.isLibrary, case .name(let name) = argument.value.kind {
                span = scope.place(name) ?? span
            }
            return CallArgument(
                label: argument.label, evaluate(argument.value, in: scope), span)
        }
        if let lambda = call.trailing {
            arguments.append(CallArgument(.function(.closure(lambda, scope)), lambda.span))
        }
        return arguments
    }

    /// `callee(arguments)`.
    func evaluateCall(_ call: Call, _ span: Span, in scope: Scope) -> Value {
        if call.isRequirement, isRequirement(scope) { return evaluateRequirement(call, in: scope) }
        let callee = evaluate(call.callee, in: scope)
        let arguments = evaluateArguments(call, in: scope)
        if case .block(let block) = callee {
            return instantiate(block, arguments, at: call.callee.span, rename: nil)
        }
        if callee.isError { return .error }
        return placed(
            apply(callee, arguments, at: call.callee.span, result: span), span)
    }

    /// Applies a function, layer or model to evaluated arguments. `span` is the callee as written,
    /// `result` the place of the value made.
    func apply(
        _ callee: Value, _ arguments: [CallArgument], at span: Span, result: Span
    ) -> Value {
        guard calls.count < Self.deepestCall else {
            return fail(.notSupported, "calls nest too deeply here", at: span)
        }
        switch callee {
        case .error: return .error
        case .function(.builtin(let builtin)): return call(builtin, arguments, span, result)
        case .function(.definition(let declaration, let module)):
            return call(declaration, module, arguments, span)
        case .function(.closure(let lambda, let scope)):
            return call(lambda, scope, arguments, span)
        case .function(.composite(let stages)):
            guard arguments.count == 1, let input = arguments.first else {
                return fail(
                    .surplusArgument, "a section takes one value", at: span,
                    "gets \(arguments.count)")
            }
            var value = input.value
            var place = input.span
            for stage in stages {
                value = run(stage, on: value, from: place)
                place = stage.span
            }
            return value
        case .function(.derived(let function)):
            return function.apply(self, arguments, span, result)
        case .instance(let instance): return apply(instance, arguments, span)
        case .model(let model): return apply(model, arguments, span)
        case .block(let block):
            // A block handed over as a value is a layer of its own where it is applied.
            let layer = instantiate(block, [], at: span, rename: nil)
            return layer.isError ? .error : apply(layer, arguments, at: span, result: result)
        default:
            return fail(.notCallable, "\(callee.noun) is not a function", at: span)
        }
    }

    func call(
        _ declaration: FunctionDeclaration, _ module: Module, _ arguments: [CallArgument],
        _ span: Span
    ) -> Value {
        visited.insert(ObjectIdentifier(declaration))
        let scope = Scope(module)
        let name = declaration.name.name
        guard bind(arguments, to: declaration.parameters, of: name, in: scope, at: span) else {
            return .error
        }
        calls.append(
            CallSite(
                span: span, name: name, wants: declaration.parameters.first?.type?.span.text,
                inputs: arguments.tensors, body: declaration.body.span))
        defer { leaveCall() }
        var value = evaluateBody(declaration.body, in: scope)
        if let type = declaration.result {
            value = conform(
                value, to: type, in: scope, what: "the result of \(name)",
                at: declaration.body.value?.span ?? declaration.body.span)
        }
        guard !declaration.isGradient, let rule = module.gradients[name] else { return value }
        return differentiated(value, of: declaration, by: rule, module, scope, span)
    }

    private func call(
        _ lambda: Lambda, _ scope: Scope, _ arguments: [CallArgument], _ span: Span
    ) -> Value {
        if let labelled = arguments.first(where: { $0.label != nil })?.label {
            return fail(
                .unknownLabel, "a function literal takes no labels", at: labelled.span,
                help: "leave out \(labelled.name):")
        }
        guard arguments.count == lambda.parameters.count else {
            let code: DiagnosticCode =
                arguments.count < lambda.parameters.count ? .missingArgument : .surplusArgument
            return fail(
                code, "this function takes \(lambda.parameters.count) values", at: span,
                "gets \(arguments.count)")
        }
        let inner = scope.child()
        for (pattern, argument) in zip(lambda.parameters, arguments) {
            bind(pattern, argument.value, in: inner)
        }
        calls.append(
            CallSite(span: span, name: "the function", wants: nil, inputs: arguments.tensors))
        defer { leaveCall() }
        return evaluateBody(lambda.body, in: inner)
    }

    /// Binds arguments to parameters in `scope`: by label or by position, converted to the types.
    /// False when the call is refused.
    func bind(
        _ arguments: [CallArgument], to parameters: [FormalParameter],
        named names: [ParameterName]? = nil, of name: String, in scope: Scope, at span: Span
    ) -> Bool {
        let names = names ?? parameters.names
        guard let matching = matched(arguments, names, of: name, at: span) else { return false }
        var isBound = true
        for (parameter, position) in zip(parameters, matching) {
            let value: Value
            let place: Span
            if let position {
                value = arguments[position].value
                place = arguments[position].span
                scope.places[parameter.name.name] = place
            } else if let expr = parameter.defaultValue {
                value = evaluate(expr, in: scope)
                place = expr.span
            } else {
                return false
            }
            if value.isError {
                isBound = false
                scope.bind(parameter.name.name, .error)
                continue
            }
            guard let type = parameter.type else {
                scope.bind(parameter.name.name, value)
                continue
            }
            let isOmitted = position == nil && value.isNone
            let converted =
                isOmitted
                ? value
                : conform(
                    value, to: type, in: scope, at: place,
                    wanted: Wanted(callee: name, parameter: parameter, call: span),
                    unless: { mismatch in
                        mismatch.code == .typeMismatch
                            && self.isToldSwapped(
                                arguments, parameters, matching, position, name, scope.module)
                    })
            if converted.isError { isBound = false }
            if scope.rest != nil, scope.restOwner == nil {
                scope.restOwner = parameter.name.name
            }
            scope.bind(parameter.name.name, converted)
        }
        return isBound
    }
}

extension [CallArgument] {
    /// The tensors among them.
    var tensors: [TensorValue] {
        compactMap { argument in
            guard case .tensor(var tensor) = argument.value else { return nil }
            tensor.span = tensor.span ?? argument.span
            return tensor
        }
    }
}
