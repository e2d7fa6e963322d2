import DLMTypes

/// Offsets in the arena for every buffer a plan computes, and for the steps' workspaces.
///
/// A buffer lives from the step that writes it to the last one that reads it. Buffers are placed
/// from the largest to the smallest, each at the lowest offset that no buffer alive at the same
/// time overlaps. An elementwise result takes over the memory of an operand that dies with it.
struct MemoryPlan {
    private(set) var byteCount = 0
    /// Offset of each step's workspace.
    private(set) var workspaces: [Int] = []

    private struct Block {
        var bytes: Int
        var first: Int
        var last: Int
        /// Buffers, or a step's workspace.
        var buffers: [Int]
        var workspaceOf: Int?
        var offset = 0
    }

    private static let alignment = 64

    init(
        _ order: [Int], _ steps: [StepPlan], _ fusion: Fusion, commitStart: Int,
        workspaceBytes: [Int], buffers: inout BufferTable
    ) {
        var blocks = Self.blocks(order, steps, fusion, commitStart, buffers)
        for (place, bytes) in workspaceBytes.enumerated() where bytes > 0 {
            blocks.append(
                Block(
                    bytes: Self.rounded(bytes), first: place, last: place, buffers: [],
                    workspaceOf: place))
        }
        workspaces = Array(repeating: 0, count: order.count)
        let sorted = blocks.indices.sorted {
            (blocks[$1].bytes, blocks[$0].first, $0) < (blocks[$0].bytes, blocks[$1].first, $1)
        }
        var placed: [Block] = []
        for index in sorted {
            var block = blocks[index]
            block.offset = Self.lowestOffset(block, placed)
            let place = placed.firstIndex { $0.offset > block.offset } ?? placed.count
            placed.insert(block, at: place)
            byteCount = max(byteCount, block.offset + block.bytes)
            for buffer in block.buffers { buffers.place(buffer, at: block.offset) }
            if let step = block.workspaceOf { workspaces[step] = block.offset }
        }
    }

    private static func rounded(_ bytes: Int) -> Int {
        (max(bytes, 1) + alignment - 1) / alignment * alignment
    }

    /// `placed` is ordered by offset.
    private static func lowestOffset(_ block: Block, _ placed: [Block]) -> Int {
        var offset = 0
        for other in placed where other.first <= block.last && block.first <= other.last {
            if offset + block.bytes <= other.offset { break }
            offset = max(offset, other.offset + other.bytes)
        }
        return offset
    }

    private static func blocks(
        _ order: [Int], _ steps: [StepPlan], _ fusion: Fusion, _ commitStart: Int,
        _ buffers: BufferTable
    ) -> [Block] {
        let placed = fusion.placed
        var lastUse: [Int: Int] = [:]
        for (place, number) in order.enumerated() {
            for value in steps[number].reads { lastUse[value] = place }
        }
        for output in placed.graph.outputs {
            let base = placed.placements[output].base
            // Outputs are copied out between computing and committing.
            lastUse[base] = max(lastUse[base] ?? 0, commitStart)
        }
        var blocks: [Block] = []
        var blockOf: [Int: Int] = [:]
        for (place, number) in order.enumerated() {
            var dying = Set(
                steps[number].reads.filter { lastUse[$0] == place && blockOf[$0] != nil })
            for value in steps[number].writes {
                guard case .arena = buffers.sources[buffers.index(of: value)] else { continue }
                let last = max(lastUse[value] ?? place, place)
                let donor = dying.sorted().first { donor in
                    canShare(value, donor, steps[number], placed)
                }
                if let donor, let block = blockOf[donor] {
                    dying.remove(donor)
                    blocks[block].last = last
                    blocks[block].buffers.append(buffers.index(of: value))
                    blockOf[value] = block
                    continue
                }
                blockOf[value] = blocks.count
                blocks.append(
                    Block(
                        bytes: rounded(placed.graph.values[value].byteCount), first: place,
                        last: last, buffers: [buffers.index(of: value)]))
            }
        }
        return blocks
    }

    /// Whether a program may write a result over an operand: both are walked in the same order,
    /// and no other operand looks at that memory.
    private static func canShare(
        _ value: Int, _ donor: Int, _ step: StepPlan, _ placed: PlacedGraph
    ) -> Bool {
        guard case .program(let program) = step.work, placed.graph.isElementwise(value) else {
            return false
        }
        let (result, operand) = (placed.graph.values[value], placed.graph.values[donor])
        guard result.dtype.byteCount == operand.dtype.byteCount, result.shape == operand.shape,
            placed.placements[value].strides == placed.placements[donor].strides
        else { return false }
        let readers = program.leaves.filter { placed.placements[$0].base == donor }
        return readers == [donor]
    }
}
