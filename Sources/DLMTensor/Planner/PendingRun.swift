import DLMTypes
import Synchronization

/// A finished computation whose updates are not written yet.
///
/// Dropping it changes nothing. `commit` writes every variable's new value in place; it cannot be
/// interrupted and must not overlap another run that reads those variables.
public final class PendingRun: Sendable {
    /// In the order of the computation's outputs.
    public let outputs: [HostArray]
    private let plan: Plan
    private let arena: Mutex<Arena?>

    init(plan: Plan, arena: Arena, outputs: [HostArray]) {
        self.plan = plan
        self.outputs = outputs
        self.arena = Mutex(arena)
    }

    /// Writes the new values of the variables. A second call does nothing.
    public func commit() {
        let taken = arena.withLock { arena -> Arena? in
            defer { arena = nil }
            return arena
        }
        guard let taken else { return }
        plan.commit(taken)
        plan.giveBack(taken)
    }

    deinit {
        let left = arena.withLock { $0 }
        if let left { plan.giveBack(left) }
    }
}
