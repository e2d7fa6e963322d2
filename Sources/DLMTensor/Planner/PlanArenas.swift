import DLMTypes
import Synchronization

extension Plan {
    /// Arenas waiting for a run: as many as ever ran at once.
    var pooledArenas: Int { arenas.withLock { $0.count } }

    func takeArena() throws(RunError) -> Arena {
        let pooled = arenas.withLock { $0.popLast() }
        // Results are copied out of the arena, whose pages count as free until they are used.
        let results = outputs.reduce(0) { sum, output in
            let bytes = output.shape.reduce(output.dtype.byteCount, *)
            return sum.addingReportingOverflow(bytes).partialValue
        }
        let (wanted, isBeyond) = (pooled == nil ? memory : 0).addingReportingOverflow(results)
        let refusal = isBeyond ? Int.max : wanted
        guard !isBeyond, HostMemory.canHold(wanted),
            let arena = pooled ?? Arena(byteCount: memory, sources: sources)
        else {
            throw RunError(
                .memory,
                message: "no memory for results and intermediate values: "
                    + HostMemory.refusal(refusal))
        }
        return arena
    }

    /// Frees the memory of runs that are over.
    func releaseMemory() { arenas.withLock { $0.removeAll() } }

    func giveBack(_ arena: Arena) {
        arena.releaseInputs()
        arenas.withLock { $0.append(arena) }
    }
}
