import DLMTypes

extension HostArray {
    /// The type without kind or classes.
    var type: TensorType { TensorType(dtype, shape.map { Dim($0) }) }

    /// Every element as a 64-bit integer; floats lose their fraction.
    var integers: [Int64] {
        switch dtype {
        case .int64: elements(as: Int64.self)
        case .int32: elements(as: Int32.self).map(Int64.init)
        case .uint8, .bool: elements(as: UInt8.self).map(Int64.init)
        case .float32, .float64:
            HostArray(.int64, shape, doubles: doubles).elements(as: Int64.self)
        }
    }

    /// An array from whole numbers, which wrap in narrower types.
    init(_ dtype: DType, _ shape: [Int], integers: [Int64]) {
        switch dtype {
        case .int64: self.init(dtype, shape, integers)
        case .int32: self.init(dtype, shape, integers.map { Int32(truncatingIfNeeded: $0) })
        case .uint8: self.init(dtype, shape, integers.map { UInt8(truncatingIfNeeded: $0) })
        case .bool: self.init(dtype, shape, integers.map { UInt8($0 != 0 ? 1 : 0) })
        case .float32, .float64: self.init(dtype, shape, doubles: integers.map(Double.init))
        }
    }

    /// The same bytes under another shape of equal size.
    func reshaped(_ shape: [Int]) -> HostArray {
        HostArray(dtype, shape) { target in
            withBytes {
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(target.count)))
            }
        }
    }

    /// Elements at the given offsets.
    func taking(_ offsets: [Int], _ shape: [Int]) -> HostArray {
        HostArray(dtype, shape) { target in
            withBytes { source in
                switch dtype.byteCount {
                case 8: HostArray.take(offsets, of: UInt64.self, from: source, into: target)
                case 4: HostArray.take(offsets, of: UInt32.self, from: source, into: target)
                default: HostArray.take(offsets, of: UInt8.self, from: source, into: target)
                }
            }
        }
    }

    private static func take<Word: BitwiseCopyable>(
        _ offsets: [Int], of type: Word.Type, from source: UnsafeRawBufferPointer,
        into target: UnsafeMutableRawBufferPointer
    ) {
        let (words, places) = (source.bindMemory(to: type), target.bindMemory(to: type))
        for (place, offset) in offsets.enumerated() { places[place] = words[offset] }
    }

    /// Zeros of a shape, to which these elements are added at the given offsets.
    func adding(at offsets: [Int], _ shape: [Int]) -> HostArray {
        if !dtype.isFloating {
            var sums = [Int64](repeating: 0, count: shape.reduce(1, *))
            for (value, offset) in zip(integers, offsets) { sums[offset] &+= value }
            return HostArray(dtype, shape, integers: sums)
        }
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        for (value, offset) in zip(doubles, offsets) { results[offset] += value }
        return HostArray(dtype, shape, doubles: results)
    }

    /// Repeated to a shape, as broadcasting does; the array itself when it has it.
    func expanded(to target: [Int]) -> HostArray {
        if shape == target { return self }
        let extra = target.count - shape.count
        var steps = [Int](repeating: 0, count: extra) + Strides.rowMajor(shape)
        for axis in shape.indices where shape[axis] == 1 { steps[extra + axis] = 0 }
        return taking(Strides.offsets(target, steps), target)
    }

    /// Each line along an axis replaced by a function of it.
    func mappingLines(axis: Int, _ transform: ([Double]) -> [Double]) -> HostArray {
        let values = doubles
        var results = values
        FoldedAxes(shape, [axis]).visit { members in
            let line = transform(members.map { values[$0] })
            for (member, value) in zip(members, line) { results[member] = value }
        }
        return HostArray(dtype, shape, doubles: results)
    }

    /// The matrices of the last two axes, for each place of a batch shape that they broadcast to.
    func matrices(over batch: [Int], transposed: Bool) -> Matrices {
        let (first, second) = (shape[shape.count - 2], shape[shape.count - 1])
        let own = Array(shape.dropLast(2))
        let extra = batch.count - own.count
        var steps = [Int](repeating: 0, count: extra)
        steps += Strides.rowMajor(own).map { $0 * first * second }
        for axis in own.indices where own[axis] == 1 { steps[extra + axis] = 0 }
        return Matrices(
            values: doubles, offsets: Strides.offsets(batch, steps),
            rows: transposed ? second : first, columns: transposed ? first : second,
            rowStep: transposed ? 1 : second, columnStep: transposed ? second : 1)
    }

    /// Matrices as the reference of the matrix product reads them.
    struct Matrices {
        let values: [Double]
        /// Where each one begins.
        let offsets: [Int]
        let rows: Int
        let columns: Int
        let rowStep: Int
        let columnStep: Int
    }
}
