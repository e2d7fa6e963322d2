extension Expr.Kind {
    /// Calls `visit` with each expression directly inside, in source order, including those in the
    /// statements of bodies. Types are not entered.
    public func forEachChild(_ visit: (Expr) -> Void) {
        switch self {
        case .integer, .float, .string, .boolean, .none, .name, .enumCase, .ragged, .error:
            break
        case .duration(let value, _), .member(let value, _), .unary(_, let value):
            visit(value)
        case .range(let low, let high):
            visit(low)
            visit(high)
        case .binary(_, let left, let right):
            visit(left)
            visit(right)
        case .call(let call):
            visit(call.callee)
            for argument in call.arguments { visit(argument.value) }
            call.trailing?.body.forEachChild(visit)
        case .index(let base, let items):
            visit(base)
            for item in items { item.forEachChild(visit) }
        case .list(let items), .tuple(let items):
            for item in items { visit(item) }
        case .keyedList(let items):
            for item in items {
                visit(item.key)
                visit(item.value)
            }
        case .record(let entries):
            for entry in entries { visit(entry.value) }
        case .comprehension(let comprehension):
            visit(comprehension.element)
            for clause in comprehension.clauses {
                visit(clause.source)
                if let condition = clause.condition { visit(condition) }
            }
        case .lambda(let lambda):
            lambda.body.forEachChild(visit)
        case .conditional(let conditional):
            visit(conditional.condition)
            conditional.then.forEachChild(visit)
            conditional.otherwise?.forEachChild(visit)
        case .repetition(let repetition):
            visit(repetition.count)
            repetition.body.forEachChild(visit)
        case .pipeline(let head, let steps):
            visit(head)
            for step in steps { visit(step.function) }
        case .section(let steps):
            for step in steps { visit(step.function) }
        }
    }
}

extension IndexItem {
    func forEachChild(_ visit: (Expr) -> Void) {
        switch self {
        case .at(let expr): visit(expr)
        case .slice(let lower, let upper, let step, _):
            for part in [lower, upper, step] {
                if let part { visit(part) }
            }
        case .rest: break
        }
    }
}

extension Body {
    /// Calls `visit` with each expression that stands directly in a statement of the body.
    public func forEachChild(_ visit: (Expr) -> Void) {
        for statement in statements {
            switch statement {
            case .binding(let node): visit(node.value)
            case .state(let node):
                visit(node.initial)
                if let condition = node.condition { visit(condition) }
            case .update(let node): visit(node.value)
            case .phase(let node): node.body.forEachChild(visit)
            case .write(let node):
                visit(node.path)
                for column in node.columns { visit(column.value) }
            case .expression(let expr): visit(expr)
            case .error: break
            }
        }
    }
}
