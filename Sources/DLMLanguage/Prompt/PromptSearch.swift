import DLMSyntax

extension PromptSession {
    /// Searches names and documentation for words; a name with them comes first.
    public func search(_ text: String) -> [String] {
        let words = text.lowercased().split(separator: " ").map { String($0) }
        guard !words.isEmpty else { return [":doc wants words, as in :doc moving average"] }
        var found: [(rank: Int, name: String, line: String)] = []
        for name in names {
            let documentation = documentation(of: name)
            let (head, body) = (name.lowercased(), documentation.lowercased())
            guard words.allSatisfy({ head.contains($0) || body.contains($0) }) else { continue }
            let rank = words.contains(head) ? 0 : words.allSatisfy({ head.contains($0) }) ? 1 : 2
            found.append((rank, name, Self.firstSentence(of: documentation)))
        }
        guard !found.isEmpty else { return ["nothing is said about \(text)"] }
        found.sort { ($0.rank, $0.name) < ($1.rank, $1.name) }
        let most = 20
        var lines = TextTable.lines(found.prefix(most).map { [$0.name, $0.line] }, right: [])
        if found.count > most { lines.append("… and \(found.count - most) more") }
        return lines
    }

    /// What a list says of a name. A sentence may take several lines; it ends before a capital letter.
    static func firstSentence(of documentation: String) -> String {
        let paragraph = documentation.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.allSatisfy(\.isWhitespace) }
            .joined(separator: " ")
        var rest = paragraph[...]
        while let stop = rest.firstRange(of: ". ") {
            if paragraph[stop.upperBound...].first?.isUppercase ?? true {
                return String(paragraph[..<stop.lowerBound]) + "."
            }
            rest = paragraph[stop.upperBound...]
        }
        return paragraph
    }

    private func documentation(of name: String) -> String {
        if let declaration = resolve(name) { return declaration.documentation?.text ?? "" }
        return (BuiltinTable.all[name] ?? BuiltinTable.initializers[name])?.documentation ?? ""
    }
}

extension Declaration {
    /// Its `##` lines.
    var documentation: DocComment? {
        switch self {
        case .block(let node): node.doc
        case .function(let node): node.doc
        case .model(let node): node.doc
        case .option(let node): node.doc
        case .enumeration(let node): node.doc
        case .data(let node): node.doc
        case .binding(let node): node.doc
        case .import, .train, .evaluate, .predict, .script, .expression, .error: nil
        }
    }
}
