import DLMTypes

/// One thing the executor does: a kernel, or a loop program of several nodes.
struct StepPlan {
    enum Work {
        case kernel(node: Int)
        case program(Program)
    }

    /// Elementwise values and reductions computed in one pass.
    struct Program {
        let space: IterationSpace
        /// Outputs of the nodes whose results leave the pass.
        var roots: [Int]
        /// Kept values that are read.
        var leaves: Set<Int>
        var instructions: Int
    }

    var work: Work
    /// Last node of the merged graph that belongs to it; decides between steps that are ready.
    var position: Int
    /// Values in buffers of their own that the step reads and writes.
    var reads: Set<Int> = []
    var writes: [Int] = []
    var isCommit: Bool {
        if case .program(let program) = work { return program.space.isCommit }
        return false
    }
}

/// Groups kept elementwise values and reductions into programs.
///
/// Two belong together when they walk over the same space, share an operand or one uses the other,
/// and no other step stands between them. So BatchNorm's gradient is one pass for its two sums and
/// one for the input's gradient, and a bias gradient is folded by the pass that forms its operand.
struct StepGraph {
    private(set) var steps: [StepPlan] = []
    private let fusion: Fusion
    private var stepOf: [Int]
    /// For each step, the steps it needs, directly or not.
    private var ancestors: [BitSet] = []
    /// Programs that read or write a value, for finding partners.
    private var programsOf: [Int: [Int]] = [:]

    static func build(_ fusion: Fusion) -> StepGraph {
        var graph = StepGraph(fusion: fusion)
        for (number, node) in fusion.placed.graph.nodes.enumerated() { graph.add(node, number) }
        graph.finish()
        return graph
    }

    private init(fusion: Fusion) {
        self.fusion = fusion
        stepOf = Array(repeating: -1, count: fusion.placed.graph.values.count)
    }

    private func base(_ value: Int) -> Int { fusion.placed.placements[value].base }

    private mutating func add(_ node: PlanGraph.Node, _ number: Int) {
        switch node.kind {
        case .placeholder, .constant, .variable, .view: return
        case .kernel:
            let needed = node.inputs.compactMap { step(of: $0) }
            newStep(.kernel(node: number), number, needed)
            for output in node.outputs { stepOf[output] = steps.count - 1 }
        case .elementwise:
            if fusion.isKept[node.outputs[0]] { addRoot(node.outputs[0], number) }
        case .reduction: addRoot(node.outputs[0], number)
        }
    }

    private func step(of value: Int) -> Int? {
        let step = stepOf[base(value)]
        return step < 0 ? nil : step
    }

    private mutating func newStep(_ work: StepPlan.Work, _ position: Int, _ needed: [Int]) {
        steps.append(StepPlan(work: work, position: position))
        var all = BitSet()
        for step in needed {
            all.insert(step)
            all.formUnion(ancestors[step])
        }
        ancestors.append(all)
    }

    private mutating func addRoot(_ root: Int, _ number: Int) {
        guard let space = fusion.spaces[root] else { return }
        let (leaves, instructions) = expression(of: root)
        let needed = Set(leaves.compactMap { step(of: $0) })
        let partner = candidates(leaves, space).first { candidate in
            accepts(candidate, root, leaves, instructions, needed, space)
        }
        guard let partner, case .program(var program) = steps[partner].work else {
            let program = StepPlan.Program(
                space: space, roots: [root], leaves: leaves, instructions: instructions)
            newStep(.program(program), number, Array(needed))
            register(root, leaves, steps.count - 1)
            return
        }
        program.roots.append(root)
        program.leaves.formUnion(leaves)
        program.instructions += instructions
        steps[partner].work = .program(program)
        steps[partner].position = max(steps[partner].position, number)
        join(needed, to: partner)
        register(root, leaves, partner)
    }

    private mutating func register(_ root: Int, _ leaves: Set<Int>, _ step: Int) {
        stepOf[root] = step
        for value in leaves.union([root]) where programsOf[value]?.last != step {
            programsOf[value, default: []].append(step)
        }
    }

    /// Programs over the same space that share an operand, latest first.
    private func candidates(_ leaves: Set<Int>, _ space: IterationSpace) -> [Int] {
        var found: Set<Int> = []
        for leaf in leaves where fusion.placed.graph.values[leaf].shape == space.shape {
            for step in programsOf[leaf] ?? [] {
                if case .program(let program) = steps[step].work, program.space == space {
                    found.insert(step)
                }
            }
        }
        return found.sorted(by: >)
    }

    private func accepts(
        _ step: Int, _ root: Int, _ leaves: Set<Int>, _ instructions: Int, _ needed: Set<Int>,
        _ space: IterationSpace
    ) -> Bool {
        guard case .program(let program) = steps[step].work else { return false }
        let operands = program.leaves.union(leaves).count
        guard operands <= ProgramLimits.operands, program.roots.count < ProgramLimits.roots,
            program.instructions + instructions <= ProgramLimits.instructions
        else { return false }
        for other in needed where other != step && ancestors[other].contains(step) { return false }
        // What the program itself computes can be used in registers only at the same place.
        for leaf in leaves where self.step(of: leaf) == step {
            let isOwnResult =
                program.roots.contains(leaf) && fusion.spaces[leaf]?.shape == space.shape
            guard isOwnResult, fusion.placed.graph.isElementwise(leaf) else { return false }
        }
        return true
    }

    private mutating func join(_ needed: Set<Int>, to step: Int) {
        var added = BitSet()
        for other in needed where other != step {
            added.insert(other)
            added.formUnion(ancestors[other])
        }
        ancestors[step].formUnion(added)
        for other in steps.indices where ancestors[other].contains(step) {
            ancestors[other].formUnion(added)
        }
    }

    /// Kept values an expression reads, and how many instructions it has.
    private func expression(of root: Int) -> (leaves: Set<Int>, instructions: Int) {
        let graph = fusion.placed.graph
        var leaves: Set<Int> = []
        var seen: Set<Int> = []
        var stack = [root]
        while let value = stack.popLast() {
            guard seen.insert(value).inserted else { continue }
            if value != root, fusion.isKept[value] {
                if graph.scalarConstant(value) == nil { leaves.insert(value) }
                seen.remove(value)
                continue
            }
            stack += graph.nodes[graph.values[value].node].inputs
        }
        return (leaves, seen.count)
    }

    /// Fills in what each step reads and writes.
    private mutating func finish() {
        let graph = fusion.placed.graph
        for number in steps.indices {
            switch steps[number].work {
            case .kernel(let node):
                steps[number].reads = Set(graph.nodes[node].inputs.map(base))
                steps[number].writes = graph.nodes[node].outputs
            case .program(let program):
                steps[number].writes = program.roots
                let own = Set(program.roots)
                steps[number].reads = Set(program.leaves.filter { !own.contains($0) }.map(base))
            }
        }
    }
}

/// A set of small non-negative integers.
struct BitSet {
    private var words: [UInt64] = []

    func contains(_ element: Int) -> Bool {
        let word = element >> 6
        return word < words.count && words[word] >> UInt64(element & 63) & 1 != 0
    }

    mutating func insert(_ element: Int) {
        let word = element >> 6
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(element & 63)
    }

    mutating func formUnion(_ other: BitSet) {
        while words.count < other.words.count { words.append(0) }
        for word in other.words.indices { words[word] |= other.words[word] }
    }
}
