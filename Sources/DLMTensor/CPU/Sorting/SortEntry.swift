/// A key and the place that it came from.
struct SortEntry {
    var key: UInt64
    var place: Int

    /// Below so many entries comparing is faster than counting digits.
    private static let fewest = 1 << 12

    /// Sorts entries by key; those of one key keep their order. Entries with places in ascending
    /// order are expected.
    ///
    /// - Returns: where the sorted entries are, `entries` or `spare`; nil when stopped.
    static func sort(
        _ entries: UnsafeMutablePointer<SortEntry>, spare: UnsafeMutablePointer<SortEntry>,
        count: Int
    ) -> UnsafePointer<SortEntry>? {
        if count < fewest {
            var few = UnsafeMutableBufferPointer(start: entries, count: count)
            few.sort { $0.key < $1.key || ($0.key == $1.key && $0.place < $1.place) }
            return UnsafePointer(entries)
        }
        var differing: UInt64 = 0
        Stop.slabs(count) { slab in
            for place in slab { differing |= entries[place].key ^ entries[0].key }
        }
        // Digit by digit, the last one first; digits that all keys share need no pass.
        var (from, to) = (entries, spare)
        for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 255 != 0 {
            deal(from, to, count, shift)
            (from, to) = (to, from)
        }
        return Stop.isRequested ? nil : UnsafePointer(from)
    }

    /// Deals entries out by one digit of their keys, in order.
    private static func deal(
        _ from: UnsafeMutablePointer<SortEntry>, _ to: UnsafeMutablePointer<SortEntry>,
        _ count: Int, _ shift: UInt64
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { ends in
            ends.initialize(repeating: 0)
            Stop.slabs(count) { slab in
                for place in slab { ends[Int(from[place].key >> shift & 255)] += 1 }
            }
            if Stop.isRequested { return }
            var start = 0
            for digit in 0..<256 {
                let number = ends[digit]
                ends[digit] = start
                start += number
            }
            Stop.slabs(count) { slab in
                for place in slab {
                    let entry = from[place]
                    let digit = Int(entry.key >> shift & 255)
                    to[ends[digit]] = entry
                    ends[digit] += 1
                }
            }
        }
    }
}
