/// Members, calls and indexing behind an operand.
extension Parser {
    mutating func parsePostfix() -> Expr {
        let start = index
        var expr = parsePrimary()
        while true {
            if isRecovering, expr.isError { return expr }
            switch kind {
            case .dot where continuesLine:
                expr = parseMember(of: expr, start)
            case .leftParen where !isAtLineStart:
                expr = parseCall(expr, start)
            case .leftBracket where !isAtLineStart:
                expr = parseIndex(expr, start)
            case .leftBrace
            where !isAtLineStart && !context.isHeader && canTakeClosure(expr)
                && isAtClosure:
                expr = parseTrailingClosure(expr, start)
            default:
                return expr
            }
        }
    }

    private mutating func parseMember(of base: Expr, _ start: Int) -> Expr {
        advance()
        guard kind.isWord, !isAtLineStart else {
            failExpecting("the name of a member after `.`", .expectedName)
            return make(.error, from: start)
        }
        let member = identifier(advance())
        return make(.member(base, member), from: start)
    }

    private mutating func parseCall(_ callee: Expr, _ start: Int) -> Expr {
        let open = index
        let arguments = parseArguments()
        let call = Call(
            callee: callee, arguments: arguments, trailing: nil, argumentsSpan: span(from: open))
        return make(.call(call), from: start)
    }

    private mutating func parseArguments() -> [Argument] {
        var arguments: [Argument] = []
        parseList { parser in
            let label = parser.maybeLabel()
            let value = parser.parseExpression()
            arguments.append(Argument(label: label, value: value))
        }
        return arguments
    }

    /// `name:`, where the name may be any word; `name =` is taken for it after saying so.
    private mutating func maybeLabel() -> Identifier? {
        guard kind.isWord else { return nil }
        switch token(ahead: 1).kind {
        case .colon:
            let label = identifier(advance())
            advance()
            return label
        case .assign:
            let label = identifier(advance())
            slip(
                .error(
                    .assignmentInExpression, "an argument's label is followed by `:`",
                    at: span(token)
                ).help("write `\(label.name): …`"))
            advance()
            return label
        default:
            return nil
        }
    }

    private mutating func parseIndex(_ base: Expr, _ start: Int) -> Expr {
        var items: [IndexItem] = []
        let open = token
        parseList { parser in
            parser.context.isExtent = false
            items.append(parser.parseIndexItem())
        }
        if items.isEmpty, !isRecovering {
            slip(
                .error(
                    .expectedExpression, "expected an index between `[` and `]`", at: span(open)))
        }
        return make(.index(base, items), from: start)
    }

    private mutating func parseIndexItem() -> IndexItem {
        let start = index
        if at(.ellipsis) || at(.twoDots) { return .rest(span(advance())) }
        var parts: [Expr?] = [nil, nil, nil]
        var count = 0
        while true {
            if !at(.colon), !at(.comma), !at(.rightBracket) {
                parts[count] = parseExpression()
                if count == 0, !at(.colon), let only = parts[0] { return .at(only) }
            }
            guard at(.colon), count < 2 else { break }
            advance()
            count += 1
        }
        return .slice(lower: parts[0], upper: parts[1], step: parts[2], span(from: start))
    }

    private func canTakeClosure(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .name, .member: true
        case .call(let call): call.trailing == nil
        default: false
        }
    }

    /// `scan(xs, from: h0) { h, x => … }`
    private mutating func parseTrailingClosure(_ expr: Expr, _ start: Int) -> Expr {
        let closure = parseClosure()
        guard case .call(let call) = expr.kind else {
            let call = Call(
                callee: expr, arguments: [], trailing: closure, argumentsSpan: expr.span.after)
            return make(.call(call), from: start)
        }
        let whole = Call(
            callee: call.callee, arguments: call.arguments, trailing: closure,
            argumentsSpan: call.argumentsSpan)
        return make(.call(whole), from: start)
    }
}
