/// Expressions. The parser bounds their height, so that walking them is safe.
extension FormatRoles {
    mutating func visit(_ expr: Expr) {
        switch expr.kind {
        case .enumCase:
            if let point = head(expr, .dot) { casePoints.insert(point) }
        case .unary(let operation, _):
            let wanted: TokenKind = operation == .negate ? .minus : .bang
            if let sign = head(expr, wanted) { prefixes.insert(sign) }
        case .call(let call):
            if !call.argumentsSpan.isEmpty, let opener = first(call.argumentsSpan) {
                tightOpeners.insert(opener)
            }
            if let trailing = call.trailing { note(trailing.body, bracedAt: trailing.span) }
        case .index:
            if let opener = openerOfLast(expr.span) {
                tightOpeners.insert(opener)
                indices.insert(opener)
            }
        case .lambda(let lambda): note(lambda.body, bracedAt: lambda.span)
        case .conditional(let node): visitBranches(node, head(expr, .if))
        case .repetition(let node): note(node.body, bracedAt: node.body.span)
        case .comprehension(let node):
            for clause in node.clauses {
                if let pattern = first(clause.pattern.span), let word = before(pattern) {
                    clauses.insert(word)
                }
            }
        default: break
        }
        visitChildren(expr)
    }

    private mutating func visitBranches(_ node: Conditional, _ condition: Int?) {
        note(node.then, bracedAt: node.then.span)
        guard let otherwise = node.otherwise, let condition, let end = last(node.then.span),
            let word = next(end), kind(word) == .else
        else { return }
        conditions[word] = condition
        note(otherwise, bracedAt: otherwise.span)
    }

    /// Bodies are entered by their statements, since these may hold types.
    private mutating func visitChildren(_ expr: Expr) {
        switch expr.kind {
        case .call(let call):
            visit(call.callee)
            for argument in call.arguments { visit(argument.value) }
            if let trailing = call.trailing { visitStatements(trailing.body) }
        case .lambda(let lambda): visitStatements(lambda.body)
        case .conditional(let node):
            visit(node.condition)
            visitStatements(node.then)
            if let otherwise = node.otherwise { visitStatements(otherwise) }
        case .repetition(let node):
            visit(node.count)
            visitStatements(node.body)
        default:
            var children: [Expr] = []
            expr.kind.forEachChild { children.append($0) }
            for child in children { visit(child) }
        }
    }
}
