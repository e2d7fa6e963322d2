import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// `Name(arguments)`: one layer, with a path of its own. With `rename` the path says that name.
    func instantiate(
        _ block: BlockValue, _ arguments: [CallArgument], at span: Span, rename: Identifier?
    ) -> Value {
        let declaration = block.declaration
        visited.insert(ObjectIdentifier(declaration))
        let scope = Scope(block.module)
        calls.append(CallSite(span: span, name: block.name, wants: nil, inputs: []))
        let isBound = bind(
            arguments, to: declaration.config, named: declaration.config.settings,
            of: block.name, in: scope, at: span)
        leaveCall()
        if let rename, context.frame.isTaken(rename.name) {
            _ = fail(
                .duplicateName, "two layers here are called \(rename.name)", at: rename.span,
                "taken already")
        }
        // The path is given out all the same, so that the layers behind keep theirs.
        let path = context.frame.next(rename?.name ?? PathFrame.layerName(block.name))
        guard isBound else { return .error }
        return .instance(
            BlockInstance(
                declaration, block.module, configuration: scope.values, path: path, span: span,
                places: scope.places))
    }

    /// Applies a layer to its inputs.
    func apply(_ layer: BlockInstance, _ arguments: [CallArgument], _ span: Span) -> Value {
        let declaration = layer.declaration
        evaluations += Self.effortOfALayer
        let scope = Scope(layer.module, values: layer.configuration)
        scope.places = layer.places
        guard bind(arguments, to: declaration.inputs, of: layer.name, in: scope, at: span) else {
            return .error
        }
        let outer = context.frame
        context.frame = PathFrame(prefix: layer.path)
        calls.append(
            CallSite(
                span: span, name: layer.name, wants: declaration.inputs.first?.type?.span.text,
                inputs: arguments.tensors, body: declaration.body.span, maker: layer.span))
        owners.append(layer.span)
        defer {
            context.frame = outer
            leaveCall()
            owners.removeLast()
        }
        let value = evaluateBody(declaration.body, in: scope)
        guard let type = declaration.result else { return value }
        return conform(
            value, to: type, in: scope, what: "the result of \(layer.name)",
            at: declaration.body.value?.span ?? declaration.body.span)
    }

    /// Applies a model to its inputs: a record of its taps, the top-level bindings of its body.
    func apply(_ model: ModelValue, _ arguments: [CallArgument], _ span: Span) -> Value {
        let declaration = model.declaration
        visited.insert(ObjectIdentifier(declaration))
        let scope = Scope(model.module)
        guard bind(arguments, to: declaration.inputs, of: model.name, in: scope, at: span) else {
            return .error
        }
        let inputs = declaration.inputs.map { scope.local($0.name.name) ?? .error }
        let isFresh = context.uses.isEmpty && diagnostics.all.isEmpty
        if let elaborated, assumptions.isEmpty,
            let taps = elaborated.taps(declaration, inputs, context)
        {
            return .record(taps)
        }
        let outer = context.frame
        context.frame = PathFrame(prefix: model.name)
        calls.append(
            CallSite(span: span, name: model.name, wants: nil, inputs: arguments.tensors))
        owners.append(declaration.name.span)
        defer {
            context.frame = outer
            leaveCall()
            owners.removeLast()
        }
        let value = evaluateBody(declaration.body, in: scope)
        var taps = RecordValue()
        for statement in declaration.body.statements {
            guard case .binding(let binding) = statement else { continue }
            for name in binding.pattern.names { taps[name.name] = scope.local(name.name) ?? .error }
        }
        if declaration.body.value != nil { taps["output"] = value }
        if let elaborated, elaborated.isRecording, isFresh, diagnostics.all.isEmpty {
            elaborated.record(declaration, inputs, taps, context)
        }
        return .record(taps)
    }
}
