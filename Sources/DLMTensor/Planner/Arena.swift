import CKernels
import DLMTypes
import Glibc

/// Memory of one execution: the buffers a plan computes, and the table of every buffer's address.
final class Arena: @unchecked Sendable {
    let memory: UnsafeMutableRawPointer
    /// One address a buffer of the plan.
    let table: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// What the table points to outside this arena.
    private var held: [HostStorage] = []

    /// Nil when the system gives no memory.
    init?(byteCount: Int, sources: [BufferSource]) {
        var address: UnsafeMutableRawPointer?
        let hugePage = 1 << 21
        let alignment = byteCount >= hugePage ? hugePage : 64
        guard posix_memalign(&address, alignment, max(byteCount, 64)) == 0, let address else {
            return nil
        }
        // Fewer misses of the translation cache while large buffers are streamed.
        if byteCount >= hugePage { _ = madvise(address, byteCount, MADV_HUGEPAGE) }
        memory = address
        table = .allocate(capacity: max(sources.count, 1))
        table.initialize(repeating: nil, count: max(sources.count, 1))
        for (index, source) in sources.enumerated() {
            switch source {
            case .arena(let offset): table[index] = address + offset
            case .variable(let variable): table[index] = variable.storage.bytes.baseAddress
            case .constant(let array): table[index] = array.storage.bytes.baseAddress
            case .input: continue
            }
        }
    }

    deinit {
        free(memory)
        table.deallocate()
    }

    /// Uses an array in place until the next run.
    func setInput(_ index: Int, _ array: HostArray) {
        table[index] = array.storage.bytes.baseAddress
        held.append(array.storage)
    }

    /// Uses memory in place that its owner keeps.
    func setInput(_ index: Int, at address: UnsafeMutableRawPointer) { table[index] = address }

    func releaseInputs() { held.removeAll(keepingCapacity: true) }
}
