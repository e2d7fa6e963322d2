import DLMSyntax

/// Something lowercase that can be called: it owns no variables.
indirect enum FunctionValue {
    case builtin(Builtin)
    case definition(FunctionDeclaration, Module)
    case closure(Lambda, Scope)
    /// `|> step |> step`, or `repeat n { |> step }`: each stage applied to the result before.
    case composite([Stage])
    /// Made from another function: its gradient, say.
    case derived(DerivedFunction)

    var name: String {
        switch self {
        case .builtin(let builtin): builtin.name
        case .definition(let declaration, _): declaration.name.name
        case .closure: "the function"
        case .composite: "the section"
        case .derived(let function): function.name
        }
    }

    /// What messages and the prompt call it.
    var noun: String {
        switch self {
        case .closure: "a function"
        case .composite: "a section"
        case .builtin, .definition, .derived: "the function \(name)"
        }
    }
}

/// One step of a section: what to apply, and the arguments that follow the piped value.
struct Stage {
    let callee: Value
    let arguments: [CallArgument]
    /// Underlined when the step refuses its input.
    let calleeSpan: Span
    /// The whole step: the place of the value it makes.
    let span: Span
}

/// An evaluated argument of a call.
struct CallArgument {
    let label: Identifier?
    let value: Value
    let span: Span

    init(label: Identifier? = nil, _ value: Value, _ span: Span) {
        self.label = label
        self.value = value
        self.span = span
    }
}

/// A function that Swift code makes while a program is evaluated.
struct DerivedFunction {
    let name: String
    /// Called with the arguments, the callee's place and the place of the value made.
    let apply: (Evaluator, [CallArgument], Span, Span) -> Value
}
