import DLMSyntax

/// A parameter as matching sees it.
struct ParameterName {
    let name: String
    let isOptional: Bool
    /// Whether only an argument with its label is meant for it.
    let needsLabel: Bool

    init(_ name: String, _ isOptional: Bool, needsLabel: Bool = false) {
        self.name = name
        self.isOptional = isOptional
        self.needsLabel = needsLabel
    }
}

/// Layers to which PyTorch wants to be told what comes in.
private let torchLayers: Set<String> = [
    "Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d",
    "ConvTranspose3d", "RNN", "LSTM", "GRU", "GroupNorm",
]

extension Evaluator {
    /// The position of the argument of each parameter, nil for those left out; nil in all when the
    /// call is refused: an unknown or doubled label, too many values, or one missing.
    ///
    /// - Parameter surplus: what to do about a value too many, where more is known.
    func matched(
        _ arguments: [CallArgument], _ parameters: [ParameterName], of name: String, at span: Span,
        surplus: String? = nil
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
            while next < result.count, result[next] != nil || parameters[next].needsLabel {
                next += 1
            }
            guard next < result.count else {
                report(
                    tooMany(argument, parameters, of: name, at: span, surplus)
                        .help(inputHelp(name, arguments)))
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

    /// What to say of `Conv2d(3, 16, 3)`: PyTorch's layers begin with what comes in.
    private func inputHelp(_ name: String, _ arguments: [CallArgument]) -> String? {
        let values = arguments.filter { $0.label == nil }
        guard torchLayers.contains(name), values.count > 1 else { return nil }
        // GroupNorm has its channels last.
        let kept = name == "GroupNorm" ? values.dropLast() : values.dropFirst()
        let rest = kept + arguments.filter { $0.label != nil }
        let texts = rest.map { ($0.label.map { $0.name + ": " } ?? "") + $0.span.text }
        let call = "\(name)(\(texts.joined(separator: ", ")))"
        return "if one of them is what comes in, it is known from the input: \(call)"
    }

    private func tooMany(
        _ argument: CallArgument, _ parameters: [ParameterName], of name: String, at span: Span,
        _ help: String?
    ) -> Diagnostic {
        let taken = parameters.filter { !$0.needsLabel }.count
        let labelled = parameters.filter(\.needsLabel).map(\.name)
        let takes = taken == 1 ? "one value" : "\(taken) values"
        var message = taken == 0 ? "\(name) takes no values" : "\(name) takes \(takes)"
        if let first = labelled.first { message += " and the label \(first)" }
        return Diagnostic.error(.surplusArgument, message, at: argument.span, "one too many")
            .also(span, "").help(help ?? labelled.first.map { "label it: \($0): …" })
    }
}

extension Builtin {
    /// The parameters as matching sees them.
    var names: [ParameterName] {
        parameters.map {
            ParameterName($0.name, $0.defaultValue != nil, needsLabel: $0.needsLabel)
        }
    }

    /// What to say of `randn(2, 3)`: lengths side by side where one list of them is meant. Values
    /// need not be known; a number as written is enough.
    func shapeHelp(_ arguments: [CallArgument]) -> String? {
        guard let place = parameters.firstIndex(where: { $0.name == "shape" }) else { return nil }
        let values = arguments.filter { $0.label == nil }
        let lengths = values.dropFirst(place)
        guard lengths.count > 1,
            lengths.allSatisfy({ $0.value.dim != nil || Int($0.span.text) != nil })
        else { return nil }
        let before = values.prefix(place).map { $0.span.text + ", " }.joined()
        let shape = lengths.map(\.span.text).joined(separator: ", ")
        return "a shape is one list: \(name)(\(before)[\(shape)])"
    }
}
