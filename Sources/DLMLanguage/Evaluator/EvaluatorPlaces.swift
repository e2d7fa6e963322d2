import DLMSyntax

extension Evaluator {
    /// The value with its place, when it is a tensor or an average. Parts of a tuple that the
    /// library made get it too: nobody is sent to a line there.
    func placed(_ value: Value, _ span: Span) -> Value {
        switch value {
        case .tensor(var tensor):
            tensor.span = span
            return .tensor(tensor)
        case .average(var average):
            average.span = span
            return .average(average)
        case .tuple(let items):
            return .tuple(items.map { isOfLibrary($0) ? placed($0, span) : $0 })
        default: return value
        }
    }

    private func isOfLibrary(_ value: Value) -> Bool {
        switch value {
        case .tensor(let tensor): tensor.span.map(isLibrary) ?? false
        case .tuple: true
        default: false
        }
    }
}
