import DLMSyntax
import DLMTypes

extension Evaluator {
    /// Whether a refused tensor and another argument would each fit in the other's place; that is
    /// what is reported then.
    func isToldSwapped(
        _ arguments: [CallArgument], _ parameters: [FormalParameter], _ matching: [Int?],
        _ position: Int?, _ name: String, _ module: Module
    ) -> Bool {
        guard let position, let index = matching.firstIndex(of: position),
            arguments[position].label == nil, let type = parameters[index].type
        else { return false }
        let given = arguments[position]
        for (other, place) in matching.enumerated() where other != index {
            guard let place, arguments[place].label == nil, let otherType = parameters[other].type,
                fits(arguments[place].value, type, module), fits(given.value, otherType, module)
            else { continue }
            // The first of the two has said it.
            if index > other, !fits(arguments[place].value, otherType, module) { return true }
            let (first, second) = index < other ? (index, other) : (other, index)
            let names = "\(parameters[first].callName) first, then \(parameters[second].callName)"
            let swapped = [given, arguments[place]].sorted { $0.span.lower < $1.span.lower }
            let text = swapped.reversed().map(\.span.text).joined(separator: ", ")
            report(
                Diagnostic.error(
                    .typeMismatch, "\(name) takes \(names)", at: given.span,
                    "this is \(given.value.typeText)"
                ).also(arguments[place].span, "this is \(arguments[place].value.typeText)")
                    .help("swap them: \(text)"))
            return true
        }
        return false
    }

    /// Whether a tensor is of a type, tried without a word and without a trace.
    private func fits(_ value: Value, _ type: TypeExpr, _ module: Module) -> Bool {
        guard case .tensor = value else { return false }
        let outer = mutedDepth
        mutedDepth = 0
        defer { mutedDepth = outer }
        do throws(Mismatch) {
            _ = try match(value, type, in: Scope(module))
            return true
        } catch {
            return false
        }
    }
}

extension Value {
    fileprivate var typeText: String {
        if case .tensor(let tensor) = self { return tensor.type.description }
        return noun
    }
}
