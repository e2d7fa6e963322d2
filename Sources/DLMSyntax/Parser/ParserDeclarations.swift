/// The top level of a file.
extension Parser {
    mutating func parseDeclarations(isPrompt: Bool) -> [Declaration] {
        var declarations: [Declaration] = []
        while !at(.endOfFile) {
            isRecovering = false
            let start = index
            declarations.append(parseTopLevel(isPrompt: isPrompt))
            if isRecovering {
                if !at(.endOfFile), index == start { advance() }
                if !(token.newlineBefore && isAtFirstColumn && isAtDeclaration) {
                    skipDeclaration()
                }
            } else if !at(.endOfFile), !token.newlineBefore {
                failUnexpected()
                if index == start { advance() }
                skipDeclaration()
            }
        }
        return declarations
    }

    private mutating func parseTopLevel(isPrompt: Bool) -> Declaration {
        if isAtDeclaration { return parseDeclaration() }
        let start = index
        let first = token
        if let advice = foreignAdvice(token(ahead: 1)) {
            fail(foreignWord(advice))
            return .error(span(first))
        }
        if kind.isCloser {
            fail(
                .error(
                    .unmatchedBracket, "`\(kind.bracketText)` closes nothing", at: span(token)))
            advance()
            // What follows on the next line may be sound.
            isRecovering = !token.newlineBefore
            return .error(span(first))
        }
        if let binding = maybeBinding(doc: doc(token)) { return .binding(binding) }
        if let misspelt = maybeMisspeltDeclaration() { return misspelt }
        let expr = parseExpression()
        if isPrompt || isRecovering || expr.writesTensors { return .expression(expr) }
        failAtTopLevel(first, start)
        return .error(span(from: start))
    }

    private mutating func failAtTopLevel(_ first: Token, _ start: Int) {
        let place = span(from: start)
        if first.kind == .identifier, Self.declarationWords.contains(text(first)) {
            fail(
                .error(
                    .expectedName, "expected a name after `\(text(first))`", at: span(first)))
        } else if at(.assign) || at(.compoundAssign) {
            fail(.error(.notBindable, "only names can be bound", at: place))
        } else {
            fail(
                .error(
                    .statementAtTopLevel, "a value cannot stand outside a declaration", at: place
                ).help("name it: `name = …`"))
        }
    }

    /// `modle Net(…)`: two names side by side at the left margin are a declaration gone wrong.
    private mutating func maybeMisspeltDeclaration() -> Declaration? {
        let next = token(ahead: 1)
        guard at(.identifier), next.kind.isWord || next.kind == .string, !next.newlineBefore
        else { return nil }
        let word = text(token)
        let place = span(token)
        if isAtStatementWord {
            fail(
                .error(
                    .misplacedDeclaration, "`\(word)` belongs inside a body", at: place))
        } else {
            let close = suggestion(for: word, among: Self.declarationWords)
            fail(
                .error(.unexpectedToken, "`\(word)` begins no declaration", at: place)
                    .help(close.map { "did you mean `\($0)`?" }))
        }
        return .error(place)
    }

    /// The declaration at the current token, which is one of the declaration words.
    mutating func parseDeclaration() -> Declaration {
        switch text(token) {
        case "import": return parseImport()
        case "option": return parseOption()
        case "data": return parseData()
        case "enum": return parseEnum()
        case "block": return parseBlock()
        case "def", "gradient": return parseFunction()
        case "model": return parseModel()
        case "train": return .train(parseRun())
        case "evaluate": return .evaluate(parseRun())
        case "show": return parseScript(.show)
        case "expect": return parseScript(.expect)
        default: return .predict(parseRun())
        }
    }

    private mutating func parseImport() -> Declaration {
        let start = index
        advance()
        let target = advance()
        var end = target
        if target.kind == .string {
            return .import(
                ImportDeclaration(
                    target: .path(stream.strings[Int(target.payload)]), targetSpan: span(target),
                    span: span(from: start)))
        }
        while at(.dot), !token.newlineBefore, token(ahead: 1).kind.isWord {
            advance()
            end = advance()
        }
        if end.upper != target.upper {
            slip(
                .error(
                    .dottedImport, "an import names one library or file",
                    at: span(target).joined(span(end))
                ).help("write `import \(text(target))`, or a path: `import \"folder/file.dlm\"`"))
        }
        return .import(
            ImportDeclaration(
                target: .name(text(target)), targetSpan: span(target), span: span(from: start)))
    }

    /// `option name: Type = default`
    private mutating func parseOption() -> Declaration {
        let start = index
        let doc = doc(advance())
        let name = expectName("the name of the option")
        let type = maybe(.colon) ? parseType() : nil
        var value = maybe(.assign) ? parseExpression() : nil
        if type == nil, value == nil {
            // Not an option that nobody gave a value: nothing more is said about it.
            value = missing()
            failExpecting("the type or the default of `\(name.name)`", .expectedType)
        }
        return .option(
            OptionDeclaration(
                doc: doc, name: name, type: type, defaultValue: value, span: span(from: start)))
    }

    /// `show e, e` and `expect e`
    private mutating func parseScript(_ verb: ScriptDeclaration.Verb) -> Declaration {
        let start = index
        advance()
        var values = [parseExpression()]
        while verb == .show, !isRecovering, maybe(.comma) { values.append(parseExpression()) }
        return .script(ScriptDeclaration(verb: verb, values: values, span: span(from: start)))
    }

    private mutating func parseData() -> Declaration {
        let start = index
        let doc = doc(advance())
        let name = expectName("the name of the data")
        let body = parseBody(.settings)
        return .data(
            DataDeclaration(doc: doc, name: name, body: body, span: span(from: start)))
    }

    /// `enum Mode { min max }`; commas between the cases are fine too.
    private mutating func parseEnum() -> Declaration {
        let start = index
        let doc = doc(advance())
        let name = expectName("the name of the enumeration")
        var cases: [Identifier] = []
        if at(.leftBrace) {
            var inside = Context()
            inside.linesEndStatements = false
            bracketed(inside) { parser in
                // Words such as `train` begin a declaration only where a brace was forgotten.
                let isClosed = parser.closesBehindWords
                while parser.kind.isWord, isClosed || !parser.isAtDeclaration {
                    cases.append(parser.identifier(parser.advance()))
                    _ = parser.maybe(.comma)
                }
            }
        } else {
            failExpecting("the cases in braces", .expectedBody)
        }
        return .enumeration(
            EnumDeclaration(doc: doc, name: name, cases: cases, span: span(from: start)))
    }
}

extension Parser {
    /// Whether nothing but words and commas stands before the next `}`.
    private var closesBehindWords: Bool {
        var next = index
        while tokens[next].kind.isWord || tokens[next].kind == .comma { next += 1 }
        return tokens[next].kind == .rightBrace
    }
}

extension Expr {
    /// Whether this is a call of `writeTensors`, the one thing that a file may do without a name.
    public var writesTensors: Bool {
        guard case .call(let call) = kind, case .name("writeTensors") = call.callee.kind else {
            return false
        }
        return true
    }
}
