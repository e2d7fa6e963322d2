import DLMSyntax
import DLMTypes

extension Evaluator {
    /// `head |> step |> step`.
    func evaluatePipeline(_ head: Expr, _ steps: [PipelineStep], in scope: Scope) -> Value {
        var value = evaluate(head, in: scope)
        var span = head.span
        for step in steps {
            let stage = stage(step, in: scope)
            value = run(stage, on: value, from: span)
            span = stage.span
        }
        return value
    }

    /// Applies one step to what comes before.
    func run(_ stage: Stage, on value: Value, from span: Span) -> Value {
        if value.isError { return .error }
        if stage.callee.isError {
            guard case .object(let object) = value, var stream = object as? DataStream else {
                return .error
            }
            stream.isBroken = true
            return .object(stream)
        }
        let arguments = [CallArgument(value, span)] + stage.arguments
        let result = apply(stage.callee, arguments, at: stage.calleeSpan, result: stage.span)
        if result.isError, case .object(let object) = value, var stream = object as? DataStream {
            stream.isBroken = true
            return .object(stream)
        }
        return placed(result, stage.span)
    }

    /// Evaluates a step to what is applied: a block becomes one layer here.
    func stage(_ step: PipelineStep, in scope: Scope) -> Stage {
        let expr = step.function
        guard case .call(let call) = expr.kind else {
            if case .repetition = expr.kind, let rename = step.rename {
                refuse(rename: rename, "a repetition")
            }
            var callee = evaluate(expr, in: scope)
            if case .block(let block) = callee {
                callee = instantiate(block, [], at: expr.span, rename: step.rename)
            } else if let rename = step.rename, !callee.isError {
                refuse(rename: rename, callee.noun)
            }
            return Stage(callee: callee, arguments: [], calleeSpan: expr.span, span: expr.span)
        }
        let callee = evaluate(call.callee, in: scope)
        let arguments = evaluateArguments(call, in: scope)
        if case .block(let block) = callee {
            let layer = instantiate(block, arguments, at: call.callee.span, rename: step.rename)
            return Stage(
                callee: layer, arguments: [], calleeSpan: call.callee.span, span: expr.span)
        }
        if let rename = step.rename, !callee.isError { refuse(rename: rename, callee.noun) }
        return Stage(
            callee: callee, arguments: arguments, calleeSpan: call.callee.span, span: expr.span)
    }

    private func refuse(rename: Identifier, _ noun: String) {
        report(
            .error(
                .typeMismatch, "`as` names a layer; this step is \(noun)", at: rename.span,
                "owns no parameters"))
    }

    /// `repeat n { … }`: the function that applies the value of each evaluation of the body in turn.
    func evaluateRepetition(_ repetition: Repetition, _ span: Span, in scope: Scope) -> Value {
        let count = evaluate(repetition.count, in: scope)
        switch count {
        case .error: return .error
        case .int(let dim):
            guard let number = dim.constant else {
                return openRepetition(repetition, dim, span, in: scope)
            }
            guard number >= 0, number <= 10_000 else {
                return fail(
                    .typeMismatch, "`repeat` cannot run \(number) times", at: repetition.count.span,
                    "wants 0 to 10000")
            }
            let (outer, inner) = (repetitions, repetitions * max(number, 1))
            guard inner <= 10_000 else { return refuseRepetitions(repetition.count.span) }
            repetitions = inner
            defer { repetitions = outer }
            return .function(.composite(stages(repetition, number, in: scope)))
        case .tensor:
            return fail(
                .tensorCondition, "the count of `repeat` must be known before the run",
                at: repetition.count.span, "this is \(count.noun)",
                help: "to go along an axis of a tensor use scan(xs, from: h0) { h, x => … }")
        default:
            return fail(
                .typeMismatch, "`repeat` wants a whole number of times; this is \(count.noun)",
                at: repetition.count.span)
        }
    }

    /// Layers written inside are fresh each time; their paths differ in `[i]` only.
    private func stages(_ repetition: Repetition, _ count: Int, in scope: Scope) -> [Stage] {
        let outer = context.frame
        var counts = outer.counts
        var result: [Stage] = []
        for index in 0..<count where !isExhausted {
            context.frame.counts = outer.counts
            context.frame.suffix = outer.suffix + "[\(index)]"
            let inner = scope.child()
            let told = diagnostics.all.count
            if let name = repetition.index { inner.bind(name.name, .int(Dim(index))) }
            var value = evaluateBody(repetition.body, in: inner)
            let place = repetition.body.value?.span ?? repetition.body.span
            if case .block(let block) = value {
                value = instantiate(block, [], at: place, rename: nil)
            }
            if value.isNone {
                value = fail(
                    .notCallable, "the body of `repeat` has no step to apply", at: place,
                    help: "its last line is a step, as in repeat 3 { |> Linear(64) }")
            }
            result.append(Stage(callee: value, arguments: [], calleeSpan: place, span: place))
            counts = context.frame.counts
            // The other repetitions would be told the same.
            if hasErrors(since: told, in: repetition.body.span) { break }
        }
        context.frame.suffix = outer.suffix
        context.frame.counts = counts
        return result
    }

    /// A count that the check of a definition leaves open: the body is checked once.
    private func openRepetition(
        _ repetition: Repetition, _ count: Dim, _ span: Span, in scope: Scope
    ) -> Value {
        guard context.isDefinitionCheck else {
            return fail(
                .notStatic, "the count of `repeat` must be known before the run",
                at: repetition.count.span, "this is the length \(count)")
        }
        if let name = repetition.index {
            let inner = scope.child()
            inner.bind(name.name, .int(Dim(DimSymbol(name.name, role: .argument, minimum: 0))))
            _ = evaluateBody(repetition.body, in: inner)
        } else {
            _ = evaluateBody(repetition.body, in: scope.child())
        }
        return .error
    }
}
