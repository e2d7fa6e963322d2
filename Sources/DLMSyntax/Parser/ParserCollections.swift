/// Lists, keyed lists, comprehensions and records.
extension Parser {
    /// What stands between `[` and `]`.
    mutating func parseBrackets() -> Expr {
        let start = index
        var elements: [Expr] = []
        var items: [KeyedItem] = []
        var comprehension: Comprehension?
        parseList { parser in
            let first = parser.parseExpression()
            if parser.maybe(.colon) {
                items.append(KeyedItem(key: first, value: parser.parseExpression()))
            } else if parser.isWord(parser.token, "for"), elements.isEmpty, items.isEmpty {
                let clauses = parser.parseClauses()
                comprehension = Comprehension(element: first, clauses: clauses)
            } else {
                elements.append(first)
            }
        }
        if let comprehension { return make(.comprehension(comprehension), from: start) }
        if items.isEmpty { return make(.list(elements), from: start) }
        if let stray = elements.first(where: { !$0.isError }) {
            slip(
                .error(.mixedList, "this element has no key, others have one", at: stray.span)
                    .also(items[0].key.span, "a key"))
        }
        return make(.keyedList(items), from: start)
    }

    /// `for pattern in source if condition`, once or more.
    private mutating func parseClauses() -> [ComprehensionClause] {
        var clauses: [ComprehensionClause] = []
        while isWord(token, "for") {
            advance()
            let pattern = parsePattern()
            if isWord(token, "in") { advance() } else { failExpecting("`in`") }
            let source = parseBinary(.or)
            let condition = maybe(.if) ? parseBinary(.or) : nil
            clauses.append(
                ComprehensionClause(pattern: pattern, source: source, condition: condition))
        }
        return clauses
    }

    /// `{ a: 1, b: 2 }` or a function literal in braces.
    mutating func parseBraces() -> Expr {
        let start = index
        if isAtClosure {
            let closure = parseClosure()
            return make(.lambda(closure), from: start)
        }
        let entries = parseRecord()
        return make(.record(entries), from: start)
    }

    /// `{ key: value, "pattern": value, else: value }`
    mutating func parseRecord() -> [RecordEntry] {
        var entries: [RecordEntry] = []
        parseList { parser in
            guard let key = parser.parseRecordKey() else { return }
            entries.append(RecordEntry(key: key, value: parser.parseExpression()))
        }
        return entries
    }

    /// A key and its colon.
    private mutating func parseRecordKey() -> RecordKey? {
        let next = token(ahead: 1).kind
        guard kind.isWord || at(.string), next == .colon || next == .assign else {
            failExpecting("`name: value`")
            return nil
        }
        let token = advance()
        if at(.assign) {
            slip(
                .error(.assignmentInExpression, "a key is followed by `:`", at: span(self.token))
                    .help("write `\(text(token)): …`"))
        }
        advance()
        switch token.kind {
        case .string: return .string(stream.strings[Int(token.payload)], span(token))
        case .else: return .otherwise(span(token))
        default: return .name(identifier(token))
        }
    }
}
