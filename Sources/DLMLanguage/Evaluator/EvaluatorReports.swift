import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Whether a place lies in the standard library.
    func isLibrary(_ span: Span) -> Bool {
        program.libraryFiles.contains(ObjectIdentifier(span.file))
    }

    /// Whether an error about a place in a piece of text was reported after so many diagnostics.
    func hasErrors(since count: Int, in text: Span) -> Bool {
        diagnostics.all.dropFirst(count).contains { diagnostic in
            let place = diagnostic.primary.span
            return diagnostic.severity == .error && place.file === text.file
                && text.range.contains(place.lower)
        }
    }

    /// The innermost call in progress that the user wrote.
    var userCall: CallSite? { calls.last { !isLibrary($0.span) } }

    /// An error inside the library is shown at the user's call, with the library's line as a note.
    func relocated(_ diagnostic: Diagnostic) -> Diagnostic {
        guard isLibrary(diagnostic.primary.span), let site = userCall else { return diagnostic }
        var label = diagnostic.primary.text
        if label.isEmpty, let wants = site.wants { label = "wants \(wants)" }
        var moved = Diagnostic(
            diagnostic.severity, diagnostic.code, diagnostic.headline, at: site.span, label)
        var shown: Set<Span> = [site.span]
        for secondary in diagnostic.secondary where !isLibrary(secondary.span) {
            if shown.insert(secondary.span).inserted {
                moved = moved.also(secondary.span, secondary.text)
            }
        }
        if shown.count == 1 {
            for input in site.inputs {
                guard let span = input.span, !isLibrary(span), shown.insert(span).inserted
                else { continue }
                moved = moved.also(span, "this is \(input.type)")
            }
        }
        for note in diagnostic.notes { moved = moved.note(note) }
        let place = diagnostic.primary.span
        let name = calls.last { isLibrary($0.span) || $0.span == site.span }?.name ?? site.name
        moved = moved.note(
            "in \(name), \(place.file.path):\(place.position.line): \(place.text.firstLine)")
        for help in diagnostic.helps { moved = moved.help(help) }
        return moved
    }

    /// An error inside a definition of the user's says in which use of it: others may be sound.
    func withUse(_ diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.primary.span
        let site = calls.last { site in
            guard let body = site.body, body.file === place.file else { return false }
            return body.lower <= place.lower && place.upper <= body.upper
        }
        guard let site, !isLibrary(place) else { return diagnostic }
        let use = site.maker ?? site.span
        guard use != place, !isLibrary(use),
            !diagnostic.secondary.contains(where: { $0.span == use })
        else { return diagnostic }
        return diagnostic.also(use, "in this use of \(site.name)")
    }

    /// Reports what an operation refused: the callee, and where the operand was made.
    func fail(
        _ error: OpError, at span: Span, name: String, operands: [(value: Value, span: Span?)]
    ) -> Value {
        if error.reason == .interrupted { return stop(at: span) }
        // Nothing definite follows from lengths that a definition's arguments leave open.
        if context.isDefinitionCheck, case .lengths(_, _, .some) = error.reason { return .error }
        var diagnostic = Diagnostic.error(
            error.code, error.message.capitalisedForHeadline(name), at: span, error.label)
        let blamed = error.operand.map { [$0] } ?? Array(operands.indices)
        // Two lengths disagree: the other operands say where the other one comes from.
        let isPair: Bool
        if case .lengths = error.reason { isPair = true } else { isPair = false }
        var shown: Set<Span> = [span]
        for index in isPair ? Array(operands.indices) : blamed {
            guard index < operands.count, case .tensor(let tensor) = operands[index].value,
                let place = tensor.span ?? operands[index].span, shown.insert(place).inserted
            else { continue }
            diagnostic = diagnostic.also(place, "this is \(tensor.type)")
        }
        diagnostic = diagnostic.help(error.help)
        report(diagnostic)
        return .error
    }
}

extension OpError {
    var code: DiagnosticCode {
        switch reason {
        case .lengths(_, _, let witness): witness == nil ? .shapeMismatch : .undecidedSizes
        case .rank: .rankMismatch
        case .dtype: .badOperands
        case .kind(let wanted, _): wanted == Kind.logProbs.rawValue ? .wantsLogProbs : .wantsLogits
        case .argument(let name):
            switch name {
            case "axis": .axisOutOfRange
            case "index", "slice": .indexOutOfRange
            case "shape": .cannotReshape
            default: .badOperands
            }
        case .interrupted: .interrupted
        case .unsupported: .notSupported
        }
    }

    var label: String {
        switch reason {
        case .lengths(let left, let right, _): "\(left) and \(right)"
        case .rank(let wanted, _), .dtype(let wanted, _): "wants \(wanted)"
        case .kind(let wanted, let actual): "wants \(wanted), gets \(actual.rawValue)"
        case .argument, .interrupted, .unsupported: ""
        }
    }
}

extension String {
    var firstLine: String { String(split(separator: "\n").first ?? "") }

    /// "name: message", or the message alone when it speaks of the function already.
    func capitalisedForHeadline(_ name: String) -> String {
        hasPrefix(name) || name.isEmpty ? self : "\(name): \(self)"
    }
}
