import DLMSyntax

/// A tree as an S-expression, one declaration a line, so that tests can compare what was parsed.
public enum ASTDump {
    public static func dump(_ file: ParsedFile) -> String {
        file.declarations.map { dump($0) }.joined(separator: "\n")
    }

    public static func dump(_ declaration: Declaration) -> String {
        switch declaration {
        case .import(let node):
            switch node.target {
            case .name(let name): return "(import \(name))"
            case .path(let path): return "(import \"\(path)\")"
            }
        case .option(let node):
            return list(
                "option", node.name.name + dump(type: node.type), node.defaultValue.map(dump))
        case .data(let node): return list("data", node.name.name, dump(node.body))
        case .enumeration(let node):
            return list("enum", node.name.name, node.cases.map(\.name).joined(separator: " "))
        case .block(let node):
            return list(
                "block", node.name.name, dump(node.config), dump(node.inputs),
                node.result.map { "-> " + dump($0) }, dump(node.body))
        case .function(let node):
            return list(
                node.isGradient ? "gradient" : "def", node.name.name, dump(node.parameters),
                node.result.map { "-> " + dump($0) }, dump(node.body))
        case .model(let node):
            return list(
                "model", node.name.name, dump(node.inputs), node.result.map { "-> " + dump($0) },
                dump(node.body))
        case .train(let node): return dump("train", node)
        case .evaluate(let node): return dump("evaluate", node)
        case .predict(let node): return dump("predict", node)
        case .binding(let node): return dump(node)
        case .script(let node):
            return list(node.verb.rawValue, node.values.map { dump($0) }.joined(separator: " "))
        case .expression(let expr): return dump(expr)
        case .error: return "<error>"
        }
    }

    static func dump(_ body: Body) -> String {
        "{" + body.statements.map { dump($0) }.joined(separator: "; ") + "}"
    }

    public static func dump(_ statement: Statement) -> String {
        switch statement {
        case .binding(let node): return dump(node)
        case .state(let node):
            return list(
                node.role.rawValue, node.name.name + dump(type: node.type), dump(node.initial),
                node.condition.map { "if " + dump($0) })
        case .update(let node): return list("update", node.name.name, dump(node.value))
        case .phase(let node): return list("phase", node.name.name, dump(node.body))
        case .write(let node):
            return list("write", dump(node.path), dump(Expr(.record(node.columns), node.span)))
        case .expression(let expr): return dump(expr)
        case .error: return "<error>"
        }
    }

    public static func dump(_ expr: Expr) -> String {
        switch expr.kind {
        case .integer(let value): return "\(value)"
        case .float(let value): return "\(value)"
        case .string(let value): return "\"\(value)\""
        case .boolean(let value): return "\(value)"
        case .none: return "none"
        case .duration(let value, let unit): return "\(dump(value))_\(unit.rawValue)"
        case .name(let name): return name
        case .enumCase(let name): return "." + name.name
        case .member(let base, let name): return list(".", dump(base), name.name)
        case .call(let call):
            let arguments = call.arguments.map { argument in
                (argument.label.map { $0.name + ":" } ?? "") + dump(argument.value)
            }
            return list(
                "call", ([dump(call.callee)] + arguments).joined(separator: " "),
                call.trailing.map(dump))
        case .index(let base, let items):
            return list("at", ([dump(base)] + items.map { dump($0) }).joined(separator: " "))
        case .list(let items): return "[" + items.map(dump).joined(separator: " ") + "]"
        case .keyedList(let items):
            return "[" + items.map { "\(dump($0.key)):\(dump($0.value))" }.joined(separator: " ")
                + "]"
        case .record(let entries):
            return "{" + entries.map { "\(dump($0.key)):\(dump($0.value))" }.joined(separator: " ")
                + "}"
        case .tuple(let items): return list("tuple", items.map(dump).joined(separator: " "))
        case .comprehension(let node):
            let clauses = node.clauses.map { clause in
                list(
                    "for", dump(clause.pattern), dump(clause.source),
                    clause.condition.map { "if " + dump($0) })
            }
            return list("list-of", dump(node.element), clauses.joined(separator: " "))
        case .range(let low, let high): return list("..<", dump(low), dump(high))
        case .lambda(let lambda): return dump(lambda)
        case .conditional(let node):
            return list("if", dump(node.condition), dump(node.then), node.otherwise.map(dump))
        case .repetition(let node):
            return list("repeat", dump(node.count), node.index?.name, dump(node.body))
        case .pipeline(let head, let steps): return list("|>", dump(head), dump(steps))
        case .section(let steps): return list("section", dump(steps))
        case .unary(let operation, let operand): return list(operation.rawValue, dump(operand))
        case .binary(let operation, let left, let right):
            return list(operation.rawValue, dump(left), dump(right))
        case .ragged(let name): return name.name + "~"
        case .error: return "<error>"
        }
    }

    static func dump(_ type: TypeExpr) -> String {
        switch type.kind {
        case .name(let name): return name.name
        case .list(let element): return "[\(dump(element))]"
        case .record(let fields):
            return "{" + fields.map { "\($0.name.name):\(dump($0.type))" }.joined(separator: " ")
                + "}"
        case .tuple(let parts): return list("tuple", parts.map { dump($0) }.joined(separator: " "))
        case .function(let inputs, let result):
            return list("->", inputs.map { dump($0) }.joined(separator: " "), dump(result))
        case .tensor(let name, let extents):
            let sizes = extents.map { extent in
                switch extent {
                case .size(let expr): dump(expr)
                case .rest: "..."
                }
            }
            return name.name + "[" + sizes.joined(separator: " ") + "]"
        case .optional(let wrapped): return dump(wrapped) + "?"
        case .error: return "<error>"
        }
    }

    // MARK: Parts

    private static func list(_ parts: String?...) -> String {
        "(" + parts.compactMap { $0 }.joined(separator: " ") + ")"
    }

    private static func dump(_ word: String, _ node: RunDeclaration) -> String {
        list(word, node.model.name, dump(node.data), dump(node.body))
    }

    private static func dump(type: TypeExpr?) -> String {
        type.map { ":" + dump($0) } ?? ""
    }

    private static func dump(_ node: Binding) -> String {
        list(node.isLet ? "let" : "=", dump(node.pattern) + dump(type: node.type), dump(node.value))
    }

    private static func dump(_ parameters: [FormalParameter]) -> String {
        let shown = parameters.map { parameter in
            (parameter.label.map { $0.name + "/" } ?? "") + parameter.name.name
                + dump(type: parameter.type) + (parameter.defaultValue.map { "=" + dump($0) } ?? "")
        }
        return "(" + shown.joined(separator: " ") + ")"
    }

    private static func dump(_ pattern: Pattern) -> String {
        switch pattern {
        case .name(let name): name.name
        case .tuple(let parts, _): "(" + parts.map { dump($0) }.joined(separator: " ") + ")"
        }
    }

    private static func dump(_ lambda: Lambda) -> String {
        list("fn", lambda.parameters.map { dump($0) }.joined(separator: " "), dump(lambda.body))
    }

    private static func dump(_ steps: [PipelineStep]) -> String {
        steps.map { dump($0.function) + ($0.rename.map { " as " + $0.name } ?? "") }
            .joined(separator: " ")
    }

    private static func dump(_ item: IndexItem) -> String {
        switch item {
        case .at(let expr): dump(expr)
        case .rest: "..."
        case .slice(let lower, let upper, let step, _):
            [lower, upper, step].map { $0.map(dump) ?? "" }.joined(separator: ":")
        }
    }

    private static func dump(_ key: RecordKey) -> String {
        switch key {
        case .name(let name): name.name
        case .string(let text, _): "\"\(text)\""
        case .otherwise: "else"
        }
    }
}
