import DLMTensor
import DLMTypes
import Synchronization

/// The variables of a run by full path. Shared by all elaborations of one program.
final class VariableStore: Sendable {
    /// What a store holds at one moment.
    struct Contents {
        fileprivate var byPath: [String: Variable] = [:]
        fileprivate var order: [Variable] = []
    }

    private let state = Mutex(Contents())
    /// Initial values depend on it and on the path only.
    let seed: UInt64
    /// Whether a declaration of another type or role puts a new variable in the place of the old
    /// one, as at a prompt, where layers are written anew.
    private let replacesMisfits: Bool

    init(seed: UInt64, replacesMisfits: Bool = false) {
        self.seed = seed
        self.replacesMisfits = replacesMisfits
    }

    /// In the order of their making.
    var variables: [Variable] { state.withLock { $0.order } }

    subscript(path: String) -> Variable? { state.withLock { $0.byPath[path] } }

    /// What is held now. Setting it undoes what was made and dropped since; values stay.
    var contents: Contents {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// Forgets the variables whose path says so.
    func drop(where isDropped: (String) -> Bool) {
        state.withLock { contents in
            contents.order.removeAll { isDropped($0.path) }
            contents.byPath = contents.byPath.filter { !isDropped($0.key) }
        }
    }

    /// The variable of a declaration, when there is one already.
    func existing(_ path: String, role: Variable.Role, type: TensorType) -> Variable? {
        guard let variable = self[path] else { return nil }
        let fits = variable.type.plain == type.plain && variable.role == role
        return fits || !replacesMisfits ? variable : nil
    }

    /// The variable of a path; made with `initial` when it is new.
    func variable<Failure: Error>(
        _ path: String, role: Variable.Role, type: TensorType,
        initial: () throws(Failure) -> HostArray
    ) throws(Failure) -> Variable {
        if let existing = existing(path, role: role, type: type) { return existing }
        let made = Variable(path: path, role: role, type: type, value: try initial())
        return state.withLock { contents in
            if let existing = contents.byPath[path] {
                guard replacesMisfits else { return existing }
                contents.order.removeAll { $0 === existing }
            }
            contents.byPath[path] = made
            contents.order.append(made)
            return made
        }
    }
}
