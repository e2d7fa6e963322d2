/// Declarations with parameters, and the runs.
extension Parser {
    /// `label name: Type = default` between round brackets.
    private mutating func parseParameters(of what: String) -> [FormalParameter] {
        var parameters: [FormalParameter] = []
        guard at(.leftParen) else {
            failExpecting("the parameters of \(what) in `(` and `)`")
            return []
        }
        parseList { parser in
            let start = parser.index
            var label: Identifier?
            if parser.kind.isWord, parser.token(ahead: 1).kind == .identifier,
                !parser.token(ahead: 1).newlineBefore
            {
                label = parser.identifier(parser.advance())
            }
            let name = parser.expectName("the name of a parameter")
            if parser.isRecovering { return }
            let type = parser.maybe(.colon) ? parser.parseType() : nil
            let value = parser.maybe(.assign) ? parser.parseExpression() : nil
            parameters.append(
                FormalParameter(
                    label: label, name: name, type: type, defaultValue: value,
                    span: parser.span(from: start)))
        }
        return parameters
    }

    private mutating func maybeResult() -> TypeExpr? {
        maybe(.arrow) ? parseType() : nil
    }

    /// `block Name(config) (inputs) -> Type { … }`
    mutating func parseBlock() -> Declaration {
        let start = index
        let doc = doc(advance())
        let name = expectName("the name of the block")
        var config: [FormalParameter] = []
        var inputs = parseParameters(of: "`\(name.name)`")
        if at(.leftParen) {
            config = inputs
            inputs = parseParameters(of: "`\(name.name)`")
        }
        let result = maybeResult()
        let body = parseBody()
        return .block(
            BlockDeclaration(
                doc: doc, name: name, config: config, inputs: inputs, result: result, body: body,
                span: span(from: start)))
    }

    /// `def name(parameters) = e` or `def name(parameters) { … }`
    mutating func parseFunction() -> Declaration {
        let start = index
        let first = advance()
        let isGradient = isWord(first, "gradient")
        if isGradient {
            if isWord(token, "def") { advance() } else { failExpecting("`def`") }
        }
        let name = expectName("the name of the function")
        let parameters = parseParameters(of: "`\(name.name)`")
        let result = maybeResult()
        let body: Body
        if maybe(.assign) {
            let value = parseExpression()
            body = Body(statements: [.expression(value)], span: value.span)
        } else {
            body = parseBody()
        }
        return .function(
            FunctionDeclaration(
                doc: doc(first), isGradient: isGradient, name: name, parameters: parameters,
                result: result, body: body, span: span(from: start)))
    }

    mutating func parseModel() -> Declaration {
        let start = index
        let doc = doc(advance())
        let name = expectName("the name of the model")
        let inputs = parseParameters(of: "`\(name.name)`")
        let result = maybeResult()
        let body = parseBody()
        return .model(
            ModelDeclaration(
                doc: doc, name: name, inputs: inputs, result: result, body: body,
                span: span(from: start)))
    }

    /// `train M on D { … }` and its kin.
    mutating func parseRun() -> RunDeclaration {
        let start = index
        let first = advance()
        let model = expectName("the name of a model")
        if isWord(token, "on") {
            advance()
        } else if at(.identifier), !isRecovering {
            slip(
                .error(
                    .unexpectedToken, "expected `on`, found \(described(token))", at: span(token)
                )
                .help("write `\(text(first)) \(model.name) on \(text(token)) { … }`"))
        } else {
            failExpecting("`on`", help: "write `\(text(first)) \(model.name) on data { … }`")
        }
        let outer = context
        context.isHeader = true
        let data = isRecovering ? missing() : parsePostfix()
        context = outer
        let body = parseBody(.settings)
        return RunDeclaration(
            doc: doc(first), model: model, data: data, body: body, span: span(from: start))
    }
}
