import DLMTypes

extension HostArray {
    /// The array with its axes in reverse order: what Fortran order is to row-major order.
    func reversingAxes() -> HostArray {
        HostArray(dtype, shape.reversed()) { target in
            withBytes { source in
                switch dtype.byteCount {
                case 1: HostArray.reverse(source, target, shape, as: UInt8.self)
                case 4: HostArray.reverse(source, target, shape, as: UInt32.self)
                default: HostArray.reverse(source, target, shape, as: UInt64.self)
                }
            }
        }
    }

    private static func reverse<Bits: BitwiseCopyable>(
        _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer,
        _ shape: [Int], as type: Bits.Type
    ) {
        let size = MemoryLayout<Bits>.size
        let total = target.count / size
        let lengths = Array(shape.reversed())
        guard total > 0, let row = lengths.last else {
            target.copyMemory(from: source)
            return
        }
        // In the source the first of the new axes lies closest together, the last farthest apart.
        let distance = total / row
        let outer = lengths.count - 1
        var index = [Int](repeating: 0, count: outer)
        var place = 0
        var written = 0
        while written < total {
            for step in 0..<row {
                let bits = source.load(
                    fromByteOffset: (place + step * distance) * size, as: Bits.self)
                target.storeBytes(of: bits, toByteOffset: (written + step) * size, as: Bits.self)
            }
            written += row
            place = HostArray.advance(&index, lengths)
        }
    }

    /// Steps to the next row in row-major order, and yields its place in the source.
    private static func advance(_ index: inout [Int], _ lengths: [Int]) -> Int {
        for axis in index.indices.reversed() {
            index[axis] += 1
            if index[axis] < lengths[axis] { break }
            index[axis] = 0
        }
        var (place, distance) = (0, 1)
        for axis in index.indices {
            place += index[axis] * distance
            distance *= lengths[axis]
        }
        return place
    }
}
