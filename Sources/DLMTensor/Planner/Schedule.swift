import DLMTypes

/// The order of the steps, and when each buffer is first and last used.
struct Schedule {
    /// Step numbers; the first `commitStart` compute, the rest write variables.
    var order: [Int] = []
    var commitStart = 0

    /// Orders steps so that memory is given back early: among those that are ready, the first one
    /// that frees at least what it takes, otherwise the earliest in the program. A weight gradient
    /// thus runs right after its operand is known.
    static func make(_ steps: [StepPlan], _ placed: PlacedGraph) throws(RunError) -> Schedule {
        var schedule = Schedule()
        var scheduler = Scheduler(steps, placed)
        schedule.order = scheduler.run(isCommit: false)
        schedule.commitStart = schedule.order.count
        schedule.order += scheduler.run(isCommit: true)
        guard schedule.order.count == steps.count else {
            throw RunError(.operation, message: "the steps of this computation need one another")
        }
        return schedule
    }

    /// Whether a commit step reads a variable that it writes at another place than the one it is
    /// working on: blocks written early would be seen by blocks computed late.
    static func hasHazard(_ steps: [StepPlan], _ placed: PlacedGraph) -> Bool {
        var written: [Int: Variable] = [:]
        for update in placed.graph.updates { written[update.value] = update.variable }
        return steps.contains { step in
            guard case .program(let program) = step.work, step.isCommit else { return false }
            let own = Set(program.roots.compactMap { written[$0] })
            return program.leaves.contains { leaf in
                let base = placed.placements[leaf].base
                guard case .variable(let variable) = placed.graph.kind(of: base),
                    own.contains(variable)
                else { return false }
                return leaf != base || placed.graph.values[leaf].shape != program.space.shape
            }
        }
    }
}

private struct Scheduler {
    let steps: [StepPlan]
    let placed: PlacedGraph
    var producer: [Int: Int] = [:]
    var users: [[Int]]
    var missing: [Int]
    /// How many steps still read a value.
    var readers: [Int: Int] = [:]
    let pinned: Set<Int>

    init(_ steps: [StepPlan], _ placed: PlacedGraph) {
        self.steps = steps
        self.placed = placed
        pinned = Set(placed.graph.outputs.map { placed.placements[$0].base })
        users = Array(repeating: [], count: steps.count)
        missing = Array(repeating: 0, count: steps.count)
        for (number, step) in steps.enumerated() {
            for value in step.writes { producer[value] = number }
        }
        for (number, step) in steps.enumerated() {
            var needed: Set<Int> = []
            for value in step.reads {
                readers[value, default: 0] += 1
                if let source = producer[value], source != number { needed.insert(source) }
            }
            for source in needed { users[source].append(number) }
            missing[number] = needed.count
        }
        addCommitOrder()
    }

    /// A variable is read by other commit steps before it is written.
    private mutating func addCommitOrder() {
        for update in placed.graph.updates {
            guard let writer = producer[update.value] else { continue }
            for (number, step) in steps.enumerated() where number != writer && step.isCommit {
                let reads = step.reads.contains { value in
                    if case .variable(let variable) = placed.graph.kind(of: value) {
                        return variable == update.variable
                    }
                    return false
                }
                if reads {
                    users[number].append(writer)
                    missing[writer] += 1
                }
            }
        }
    }

    mutating func run(isCommit: Bool) -> [Int] {
        var order: [Int] = []
        var ready = steps.indices.filter { missing[$0] == 0 && steps[$0].isCommit == isCommit }
        while !ready.isEmpty {
            ready.sort { steps[$0].position < steps[$1].position }
            let pick = ready.firstIndex { growth($0) <= 0 } ?? 0
            let number = ready.remove(at: pick)
            order.append(number)
            missing[number] = -1
            for value in steps[number].reads { readers[value, default: 1] -= 1 }
            for user in users[number] {
                missing[user] -= 1
                if missing[user] == 0, steps[user].isCommit == isCommit { ready.append(user) }
            }
        }
        return order
    }

    /// Bytes the step adds to what is alive.
    private func growth(_ number: Int) -> Int {
        var bytes = 0
        for value in steps[number].writes { bytes += placed.graph.values[value].byteCount }
        for value in steps[number].reads {
            let isOwned = producer[value] != nil && !pinned.contains(value)
            if isOwned, readers[value] == 1 { bytes -= placed.graph.values[value].byteCount }
        }
        return bytes
    }
}
