import DLMTypes

/// Sorted places along an axis. Elements become keys in whole numbers that sort as they do, so
/// that one loop serves every element type; places break ties, so equal ones keep their order.
struct ArgSortStep: ExecutableStep {
    private typealias Entry = SortEntry

    /// Up to so many results a line are picked by insertion instead of sorting the line.
    private static let fewest = 16

    private let operation: ArgSort
    private let input: KernelOperand
    private let output: KernelOperand
    private let lines: AxisLines

    /// Nil when there are fewer elements than asked for: the reference says so.
    init?(_ operation: ArgSort, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1,
            outputs[0].shape[operation.axis] <= inputs[0].shape[operation.axis]
        else { return nil }
        self.operation = operation
        input = inputs[0]
        output = outputs[0]
        lines = AxisLines(input.shape, axis: operation.axis)
    }

    var name: String { "sort" }
    var traffic: Int { input.byteCount + output.byteCount }

    /// Whether a few results a line are picked.
    private var picks: Bool {
        let count = output.shape[operation.axis]
        return count <= Self.fewest && count < lines.length
    }

    func workspace(threads: Int) -> Int {
        picks ? 0 : 2 * lines.length * MemoryLayout<Entry>.stride
    }

    func run(_ context: StepContext) {
        let base = input.address(context)
        switch input.dtype {
        case .float32:
            let x = base.assumingMemoryBound(to: Float.self)
            sort(context) { Self.key(Double(x[$0])) }
        case .float64:
            let x = base.assumingMemoryBound(to: Double.self)
            sort(context) { Self.key(x[$0]) }
        case .int64:
            let x = base.assumingMemoryBound(to: Int64.self)
            sort(context) { Self.key(x[$0]) }
        case .int32:
            let x = base.assumingMemoryBound(to: Int32.self)
            sort(context) { Self.key(Int64(x[$0])) }
        case .uint8, .bool:
            let x = base.assumingMemoryBound(to: UInt8.self)
            sort(context) { UInt64(x[$0]) }
        }
    }

    private static func key(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ 1 << 63 }

    /// Negative numbers turned round below the positive ones; NaN above all, and one zero.
    private static func key(_ value: Double) -> UInt64 {
        if value.isNaN { return .max }
        let bits = (value == 0 ? 0 : value).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }

    @inline(__always)
    private func sort(_ context: StepContext, _ key: (Int) -> UInt64) {
        let count = output.shape[operation.axis]
        guard count > 0 else { return }
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        let mask: UInt64 = operation.isDescending ? .max : 0
        func write(_ sorted: UnsafePointer<Entry>, _ start: Int) {
            let block = start / (lines.length * lines.inner)
            let target = block * count * lines.inner + start % lines.inner
            Stop.slabs(count) { slab in
                for rank in slab { y[target + rank * lines.inner] = Int64(sorted[rank].place) }
            }
        }
        if picks {
            var entries: [Entry] = []
            lines.visit { start in
                entries.removeAll(keepingCapacity: true)
                Stop.slabs(lines.length) { slab in
                    for place in slab {
                        let key = key(start + place * lines.inner) ^ mask
                        Self.insert(Entry(key: key, place: place), into: &entries, count)
                    }
                }
                if entries.count == count { write(entries, start) }
            }
            return
        }
        let room = context.workspace.bindMemory(to: Entry.self, capacity: 2 * lines.length)
        lines.visit { start in
            Stop.slabs(lines.length) { slab in
                for place in slab {
                    let key = key(start + place * lines.inner) ^ mask
                    room[place] = Entry(key: key, place: place)
                }
            }
            let sorted = SortEntry.sort(room, spare: room + lines.length, count: lines.length)
            if let sorted { write(sorted, start) }
        }
    }

    /// Keeps the first `count` entries in order; of equal keys the earlier place stands first.
    @inline(__always)
    private static func insert(_ entry: Entry, into entries: inout [Entry], _ count: Int) {
        if entries.count == count {
            guard entry.key < entries[count - 1].key else { return }
            entries.removeLast()
        }
        var place = entries.count
        while place > 0, entry.key < entries[place - 1].key { place -= 1 }
        entries.insert(entry, at: place)
    }
}
