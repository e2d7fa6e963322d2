/// Declarations, statements and types.
extension FormatRoles {
    mutating func visit(_ declaration: Declaration) {
        if let start = first(declaration.span) { statements.insert(start) }
        switch declaration {
        case .import, .error: break
        case .option(let node):
            visit(node.type)
            if let value = node.defaultValue { visit(value) }
        case .data(let node): visit(node.body, in: node.span)
        case .enumeration(let node):
            for name in node.cases {
                if let index = first(name.span) { statements.insert(index) }
            }
            if let name = node.cases.first, let start = first(name.span) { noteCases(from: start) }
        case .block(let node):
            tighten(behind: node.name, isBlock: true)
            visit(node.config + node.inputs, node.result)
            visit(node.body, in: node.span)
        case .function(let node):
            tighten(behind: node.name)
            visit(node.parameters, node.result)
            visit(node.body, in: node.span)
        case .model(let node):
            tighten(behind: node.name)
            visit(node.inputs, node.result)
            visit(node.body, in: node.span)
        case .train(let node), .evaluate(let node), .predict(let node):
            visit(node.data)
            visit(node.body, in: node.span)
        case .binding(let node): visit(node)
        case .script(let node):
            for value in node.values { visit(value) }
        case .expression(let expr): visit(expr)
        }
    }

    /// Cases stand on one line, or all on lines below the brace.
    private mutating func noteCases(from start: Int) {
        guard let opener = before(start), kind(opener) == .leftBrace else { return }
        bodies[start] = opener
        var index = start
        while let following = next(index), following < partner(opener) {
            if isBreak(following) { firstOfMany.insert(start) }
            index = following
        }
    }

    /// The first list of parameters follows the name directly; the inputs of a block stand apart.
    private mutating func tighten(behind name: Identifier, isBlock: Bool = false) {
        guard let place = last(name.span), let opener = next(place), kind(opener) == .leftParen
        else { return }
        if isBlock, kind(next(partner(opener))) != .leftParen { return }
        tightOpeners.insert(opener)
    }

    private mutating func visit(_ parameters: [FormalParameter], _ result: TypeExpr?) {
        for parameter in parameters {
            visit(parameter.type)
            if let value = parameter.defaultValue { visit(value) }
        }
        visit(result)
    }

    /// The body of a declaration.
    private mutating func visit(_ body: Body, in declaration: Span) {
        if let brace = first(body.span), let start = first(declaration), kind(brace) == .leftBrace,
            before(brace).map({ kind($0) != .assign }) ?? false
        {
            headers[brace] = start
            note(body, bracedAt: body.span)
        }
        visitStatements(body)
    }

    mutating func visitStatements(_ body: Body) {
        for statement in body.statements {
            switch statement {
            case .binding(let node): visit(node)
            case .state(let node):
                visit(node.type)
                visit(node.initial)
                if let condition = node.condition { visit(condition) }
            case .update(let node): visit(node.value)
            case .phase(let node):
                note(node.body, bracedAt: node.body.span)
                visitStatements(node.body)
            case .write(let node):
                visit(node.path)
                for column in node.columns { visit(column.value) }
            case .expression(let expr): visit(expr)
            case .error: break
            }
        }
    }

    private mutating func visit(_ binding: Binding) {
        visit(binding.type)
        visit(binding.value)
    }

    private mutating func visit(_ type: TypeExpr?) {
        guard let type else { return }
        switch type.kind {
        case .name, .error: break
        case .list(let element): visit(element)
        case .record(let fields):
            for field in fields { visit(field.type) }
        case .tuple(let parts):
            for part in parts { visit(part) }
        case .function(let inputs, let result):
            for input in inputs { visit(input) }
            visit(result)
        case .tensor(let name, let extents):
            if let place = last(name.span), let opener = next(place) { tightOpeners.insert(opener) }
            for extent in extents {
                if case .size(let expr) = extent { visit(expr) }
            }
        case .optional(let wrapped): visit(wrapped)
        }
    }
}
