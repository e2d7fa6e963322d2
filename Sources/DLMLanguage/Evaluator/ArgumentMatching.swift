import DLMSyntax

/// A parameter as matching sees it.
struct ParameterName {
    let name: String
    let isOptional: Bool

    init(_ name: String, _ isOptional: Bool) {
        self.name = name
        self.isOptional = isOptional
    }
}

extension Evaluator {
    /// The position of the argument of each parameter, nil for those left out; nil in all when the
    /// call is refused: an unknown or doubled label, too many values, or one missing.
    func matched(
        _ arguments: [CallArgument], _ parameters: [ParameterName], of name: String, at span: Span
    ) -> [Int?]? {
        var result: [Int?] = parameters.map { _ in nil }
        var isMatched = true
        for (position, argument) in arguments.enumerated() {
            guard let label = argument.label else { continue }
            guard let index = parameters.firstIndex(where: { $0.name == label.name }) else {
                let names = parameters.map(\.name)
                // PyTorch's word for an axis.
                let isAxis = label.name == "dim" && names.contains("axis")
                let close = isAxis ? "axis" : suggestion(for: label.name, among: names)
                report(
                    Diagnostic.error(
                        .unknownLabel, "\(name) has no parameter \(label.name)", at: label.span,
                        "unknown"
                    ).help(
                        close.map { "did you mean \($0)?" }
                            ?? (names.isEmpty ? nil : "it takes \(names.joined(separator: ", "))")))
                isMatched = false
                continue
            }
            if result[index] != nil {
                report(
                    .error(
                        .duplicateLabel, "\(label.name) is given twice", at: label.span,
                        "again here"))
                isMatched = false
            }
            result[index] = position
        }
        var next = 0
        for (position, argument) in arguments.enumerated() where argument.label == nil {
            while next < result.count, result[next] != nil { next += 1 }
            guard next < result.count else {
                let takes = parameters.count == 1 ? "one value" : "\(parameters.count) values"
                report(
                    Diagnostic.error(
                        .surplusArgument,
                        parameters.isEmpty ? "\(name) takes no values" : "\(name) takes \(takes)",
                        at: argument.span, "one too many"
                    ).also(span, ""))
                return nil
            }
            result[next] = position
        }
        for (index, parameter) in parameters.enumerated()
        where result[index] == nil && !parameter.isOptional {
            let isBlock = name.first?.isUppercase == true
            report(
                Diagnostic.error(
                    .missingArgument, "\(name) needs \(parameter.name)", at: span,
                    "\(parameter.name) is missing"
                ).help(isBlock ? "give it: \(name)(\(parameter.name): …)" : nil))
            isMatched = false
        }
        return isMatched ? result : nil
    }
}
