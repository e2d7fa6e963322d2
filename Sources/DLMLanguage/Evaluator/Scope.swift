import DLMSyntax
import DLMTypes

/// Names in reach of an expression. Scopes nest; the outermost looks into its module.
final class Scope {
    let module: Module
    let parent: Scope?
    /// Local names, lengths bound by types among them.
    private(set) var values: [String: Value]
    /// Where the arguments bound here were written, by name; defaults have no place.
    var places: [String: Span] = [:]
    /// Variables declared here, for `update`.
    var states: [String: StateReference] = [:]
    /// The axes that `...` of the enclosing signature stands for, once known.
    var rest: [Dim]?
    /// The parameter that said so.
    var restOwner: String?
    /// What to say of a name that nothing declares here: which there are.
    var hint: String?

    init(_ module: Module, parent: Scope? = nil, values: [String: Value] = [:]) {
        self.module = module
        self.parent = parent
        self.values = values
    }

    /// A scope inside this one.
    func child() -> Scope { Scope(module, parent: self) }

    /// Binds a name here; a second binding replaces the first (the name pass refuses it).
    func bind(_ name: String, _ value: Value) { values[name] = value }

    /// The value of a local name.
    func local(_ name: String) -> Value? {
        var scope: Scope? = self
        while let current = scope {
            if let value = current.values[name] { return value }
            scope = current.parent
        }
        return nil
    }

    /// Where the argument that a local name stands for was written.
    func place(_ name: String) -> Span? { places[name] ?? parent?.place(name) }

    /// The variable that a local name stands for.
    func state(_ name: String) -> StateReference? {
        var scope: Scope? = self
        while let current = scope {
            if let state = current.states[name] { return state }
            if current.values[name] != nil { return nil }
            scope = current.parent
        }
        return nil
    }

    /// What `...` stands for in types here.
    var restAxes: [Dim]? { rest ?? parent?.restAxes }

    var innermostHint: String? { hint ?? parent?.innermostHint }

    /// Every local name in reach, for suggestions.
    var names: [String] { Array(values.keys) + (parent?.names ?? []) }
}

/// A parameter or buffer of the block being applied.
struct StateReference {
    let path: String
    let role: StateDeclaration.Role
    /// False when its condition left it out.
    let exists: Bool
    let span: Span
}
