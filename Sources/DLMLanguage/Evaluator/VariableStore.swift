import DLMTensor
import DLMTypes
import Synchronization

/// The variables of a run by full path. Shared by all elaborations of one program.
final class VariableStore: Sendable {
    private struct Contents {
        var byPath: [String: Variable] = [:]
        var order: [Variable] = []
    }

    private let contents = Mutex(Contents())
    /// Initial values depend on it and on the path only.
    let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    /// In the order of their making.
    var variables: [Variable] { contents.withLock { $0.order } }

    subscript(path: String) -> Variable? { contents.withLock { $0.byPath[path] } }

    /// The variable of a path; made with `initial` when it is new.
    func variable<Failure: Error>(
        _ path: String, role: Variable.Role, type: TensorType,
        initial: () throws(Failure) -> HostArray
    ) throws(Failure) -> Variable {
        if let existing = self[path] { return existing }
        let made = Variable(path: path, role: role, type: type, value: try initial())
        return contents.withLock { contents in
            if let existing = contents.byPath[path] { return existing }
            contents.byPath[path] = made
            contents.order.append(made)
            return made
        }
    }
}
