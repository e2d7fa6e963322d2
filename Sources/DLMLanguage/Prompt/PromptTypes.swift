import DLMSyntax

extension PromptSession {
    /// The type of an expression, found without running it.
    public func type(of text: String) -> Reply {
        let source = source(text)
        let (expr, parsed) = Expr.parse(source)
        var reply = Reply()
        guard !parsed.hasErrors else {
            reply.diagnostics = parsed.sorted
            return reply
        }
        do throws(ProgramFault) {
            let empty = ParsedFile(source: source, doc: nil, declarations: [], comments: [])
            let (program, _) = try program(adding: empty)
            let evaluator = evaluator(program, .checkDefinition)
            let value = evaluator.evaluate(expr, in: Scope(program.main))
            if evaluator.diagnostics.hasErrors { throw evaluator.fault }
            reply.shown = [evaluator.typeText(value)]
            if evaluator.diagnostics.hasErrors { throw evaluator.fault }
        } catch {
            reply.diagnostics = error.diagnostics
        }
        return reply
    }

    /// Names with the types of their values, in the order of the alphabet.
    public var variables: [String] {
        values.keys.sorted().filter { $0 != "_" }.map { name in
            "\(name): \(values[name].map { TypeText.text($0) } ?? "")"
        }
    }
}
