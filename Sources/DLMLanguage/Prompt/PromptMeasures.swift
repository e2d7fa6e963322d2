import DLMSyntax
import DLMTensor
import DLMTypes

extension PromptSession {
    /// Checks and elaborates an expression and hands on its value, not computed yet.
    func withValue(
        _ text: String,
        _ body: (Value, Span, Materializer, inout Reply) throws(ProgramFault) -> Void
    ) -> Reply {
        let (expr, parsed) = Expr.parse(source(text))
        if parsed.hasErrors { return Reply(diagnostics: parsed.sorted) }
        return attempt { reply throws(ProgramFault) in
            let file = ParsedFile(
                source: expr.span.file, doc: nil, declarations: [.expression(expr)], comments: [])
            let (program, found) = try program(adding: file)
            try check(program, file, found)
            let work = materializer(program)
            work.evaluator.host.values = values
            let value = work.evaluator.evaluate(expr, in: Scope(program.main))
            try work.evaluator.throwErrors()
            try body(value, expr.span, work, &reply)
        }
    }

    /// The time an expression takes: the median of several runs, elaboration and planning apart.
    public func time(_ text: String) -> Reply {
        let clock = ContinuousClock()
        let start = clock.now
        return withValue(text) { value, span, work, reply throws(ProgramFault) in
            let elaborated = clock.now
            let elaboration = "elaboration \(Self.duration(elaborated - start))"
            guard let plan = try work.plan(value, at: span) else {
                reply.shown = ["\(elaboration); nothing is left to compute"]
                return
            }
            let planned = clock.now
            var times: [Duration] = []
            // A second at most, but three runs at least.
            while times.count < 3 || times.count < 100 && clock.now - planned < .seconds(1) {
                let begin = clock.now
                try work.run(plan, at: span)
                times.append(clock.now - begin)
            }
            let median = times.sorted()[times.count / 2]
            reply.shown = [
                "\(Self.duration(median))  median of \(times.count) runs; \(elaboration), planning "
                    + Self.duration(planned - elaborated)
            ]
        }
    }

    /// The steps that compute an expression, each with its floating-point operations and the bytes
    /// it reads and writes.
    public func plan(_ text: String) -> Reply {
        withValue(text) { value, span, work, reply throws(ProgramFault) in
            guard let plan = try work.plan(value, at: span) else {
                reply.shown = ["nothing is left to compute: the value is known"]
                return
            }
            if plan.plan.steps.isEmpty {
                reply.shown = ["nothing is left to compute: all of it is known while planning"]
                return
            }
            var rows: [[String]] = [["step", "FLOPs", "bytes", "where"]]
            for step in plan.plan.steps {
                rows.append([
                    step.name, Self.count(step.flops), Self.count(Double(step.bytes)),
                    step.origin.map { "\($0)" } ?? "",
                ])
            }
            let flops = plan.plan.steps.map(\.flops).reduce(0, +)
            let bytes = plan.plan.steps.map { Double($0.bytes) }.reduce(0, +)
            rows.append(["in all", Self.count(flops), Self.count(bytes), ""])
            reply.shown = TextTable.lines(rows, right: [1, 2])
            let memory = Self.count(Double(plan.plan.memory))
            let unit = memory.last?.isLetter == true ? "B" : " B"
            reply.shown.append("memory between the steps: \(memory)\(unit)")
        }
    }

    /// `1.25 ms`: three digits that count.
    static func duration(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        let (value, unit) =
            seconds < 1e-3
            ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
        let digits = value < 10 ? 2 : value < 100 ? 1 : 0
        return TensorText.format("%.\(digits)f", value) + " " + unit
    }

    /// `3.1 M`: a large number in short.
    static func count(_ number: Double) -> String {
        let units: [(from: Double, unit: Double, letter: String)] = [
            (1e12, 1e12, "T"), (1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k"),
        ]
        for (start, unit, letter) in units where number >= start {
            return TensorText.format("%.1f", number / unit) + " " + letter
        }
        return TensorText.format("%.0f", number)
    }
}

extension Materializer {
    /// A plan and what to run it with.
    struct Planned {
        let plan: Plan
        let inputs: [String: HostArray]
    }

    /// The plan of a value's tensors; nil when all are known.
    func plan(_ value: Value, at span: Span) throws(ProgramFault) -> Planned? {
        let pending = Self.pending(value)
        if pending.isEmpty { return nil }
        do throws(RunError) {
            // Small matrices too: what is measured is to be computed, and not known beforehand.
            let (tensors, given) = try inputs(of: pending, planning: 1)
            return Planned(plan: try runtime.plan(Computation(outputs: tensors)), inputs: given)
        } catch {
            throw Self.fault(error, at: span)
        }
    }

    /// Runs a plan and forgets the result.
    func run(_ planned: Planned, at span: Span) throws(ProgramFault) {
        do throws(RunError) {
            _ = try planned.plan.run(planned.inputs, isCancelled: isInterrupted)
        } catch {
            throw Self.fault(error, at: span)
        }
    }
}
