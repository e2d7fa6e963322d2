import DLMSyntax

extension PromptSession {
    /// What a name stands for: its signature, its documentation, an example.
    public func help(_ name: String) -> [String] {
        if let value = values[name] { return ["\(name): \(TypeText.text(value))"] }
        if let found = resolve(name) { return describe(found) }
        if let builtin = BuiltinTable.all[name] ?? BuiltinTable.initializers[name] {
            let parameters = builtin.parameters.map { parameter in
                parameter.name
                    + (parameter.defaultValue.map { ": \(ValueText.text(Value($0)))" } ?? "")
            }
            var lines = ["\(name)(\(parameters.joined(separator: ", ")))", builtin.documentation]
            if !builtin.example.isEmpty { lines.append("Example: \(builtin.example)") }
            return lines
        }
        let close = suggestion(for: name, among: names)
        return ["there is no name \(name)" + (close.map { "; did you mean \($0)?" } ?? "")]
    }

    private func describe(_ declaration: Declaration) -> [String] {
        let header = declaration.header
        return [header] + (declaration.documentation.map { [$0.text] } ?? [])
    }
}

extension Declaration {
    /// The text up to the body.
    fileprivate var header: String {
        let text = span.text
        let end = text.firstIndex(of: "{") ?? text.firstRange(of: ") =")?.upperBound
        var header = end.map { String(text[..<$0]) } ?? text
        while let last = header.last, last.isWhitespace || last == "=" { header.removeLast() }
        return header
    }
}
