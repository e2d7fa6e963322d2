import DLMTensor
import DLMTypes

/// Values as `show` prints them. Tensors must be constants by then.
enum ValueText {
    static func text(_ value: Value) -> String {
        switch value {
        case .tensor(let tensor):
            return tensor.tensor.constantArray.map { TensorText($0).text } ?? "\(tensor.type)"
        case .int(let dim): return "\(dim)"
        case .float(let number): return plain(number)
        case .bool(let truth): return truth ? "true" : "false"
        case .string(let text), .path(let text): return text
        case .list(let items): return "[" + joined(items) + "]"
        case .tuple(let items): return "(" + joined(items) + ")"
        case .record(let record):
            let entries = record.entries.map { entry -> String in
                let text = text(entry.value)
                return text.contains("\n")
                    ? "\(entry.name):\n\(text)" : "\(entry.name): \(text)"
            }
            return entries.contains { $0.contains("\n") }
                ? entries.joined(separator: "\n") : "{ " + entries.joined(separator: ", ") + " }"
        default: return value.noun
        }
    }

    /// Values in brackets. When one takes several lines each begins its own, one column in.
    private static func joined(_ items: [Value]) -> String {
        let texts = items.map { text($0) }
        guard texts.contains(where: { $0.contains("\n") }) else {
            return texts.joined(separator: ", ")
        }
        let lines = texts.joined(separator: ",\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.map { $0.isEmpty ? "" : " " + $0 }.joined(separator: "\n").dropFirst()
            .description
    }

    private static func plain(_ number: Double) -> String {
        // Whatever its sign bit says.
        if number.isNaN { return "nan" }
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number)).0" }
        return "\(number)"
    }
}
