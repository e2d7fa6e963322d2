import CKernels
import DLMTypes
import Synchronization

/// Plans and runs computations: one for an engine. Plans are kept by structure and shapes.
public final class Runtime: Sendable {
    /// Threads that kernels use.
    public let threads: Int
    private let cache = Mutex<PlanCache>(PlanCache())

    /// `threads` below 1 means one for each processor the process may run on.
    public init(threads: Int = 0) {
        self.threads = threads > 0 ? threads : Int(dlm_processor_count())
    }

    /// How many plans were made so far. A loop whose steps differ in their numbers alone makes one.
    public var plansMade: Int { cache.withLock { $0.made } }

    /// The plan of a computation, made now or before.
    ///
    /// - Throws: `RunError` when lengths are unknown or an operation refuses its operands.
    public func plan(_ computation: Computation) throws(RunError) -> Plan {
        let structure = Structure(computation)
        if let known = cache.withLock({ $0.plan(for: structure.key) }) { return known }
        let plan = try Planner.plan(structure, threads: threads)
        cache.withLock { $0.insert(plan, for: structure.key) }
        return plan
    }

    /// Drops all plans, and the memory that they keep for their next run. Runs under way end as they
    /// would have.
    public func forgetPlans() { cache.withLock { $0.removeAll() } }

    /// Frees the memory that plans keep for their next run.
    public func releaseMemory() {
        cache.withLock { cache in
            for plan in cache.all { plan.releaseMemory() }
        }
    }

    /// The numbers of tensors.
    ///
    /// - Throws: `RunError` when an input is missing or misshapen, and when it was cancelled.
    public func evaluate(
        _ tensors: [Tensor], inputs: [String: HostArray] = [:],
        isCancelled: () -> Bool = { false }
    ) throws(RunError) -> [HostArray] {
        try plan(Computation(outputs: tensors)).run(inputs, isCancelled: isCancelled).outputs
    }
}

/// Plans by structure; the least recently used one goes when there are too many.
private struct PlanCache {
    private static let capacity = 256
    private var plans: [GraphKey: (plan: Plan, used: Int)] = [:]
    private var clock = 0
    private(set) var made = 0

    var all: [Plan] { plans.values.map(\.plan) }

    mutating func plan(for key: GraphKey) -> Plan? {
        guard let index = plans.index(forKey: key) else { return nil }
        clock += 1
        plans.values[index].used = clock
        return plans.values[index].plan
    }

    mutating func removeAll() { plans = [:] }

    mutating func insert(_ plan: Plan, for key: GraphKey) {
        made += 1
        clock += 1
        if plans.count >= Self.capacity,
            let oldest = plans.min(by: { $0.value.used < $1.value.used })
        {
            plans[oldest.key] = nil
        }
        plans[key] = (plan, clock)
    }
}
