import DLMTypes

/// Which input positions make up each output position along one axis, and how much of each: a
/// triangle as wide as one pixel of the coarser grid.
struct ResampleWeights {
    let inputCount: Int
    /// First input position of each output.
    let starts: [Int]
    /// Weights of each output, `width` apart, summing to one; unused ones are zero.
    let weights: [Float]
    /// The same in fixed point with `fractionBits`.
    let fixed: [Int32]
    let width: Int

    static let fractionBits = 22

    init(from inputCount: Int, to outputCount: Int) {
        self.inputCount = inputCount
        let scale = Double(inputCount) / Double(outputCount)
        let support = max(scale, 1)
        width = Int(support.rounded(.up)) * 2 + 1
        var starts: [Int] = []
        var weights: [Float] = []
        var fixed: [Int32] = []
        for output in 0..<outputCount {
            let center = (Double(output) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let end = min(inputCount, Int(center + support + 0.5))
            var row = [Double](repeating: 0, count: width)
            for position in start..<max(start, min(end, start + width)) {
                let distance = abs((Double(position) - center + 0.5) / support)
                row[position - start] = max(0, 1 - distance)
            }
            let total = row.reduce(0, +)
            starts.append(start)
            for weight in row {
                let share = total > 0 ? weight / total : 0
                weights.append(Float(share))
                let scaled = share * Double(1 << ResampleWeights.fractionBits)
                fixed.append(Int32(scaled + 0.5))
            }
        }
        self.starts = starts
        self.weights = weights
        self.fixed = fixed
    }

    /// Positions that output `index` reads: never past the end of the input.
    @inline(__always)
    private func taps(_ index: Int) -> Int { min(width, inputCount - starts[index]) }

    /// Resamples the last axis of bytes, rounding as Pillow does between the two passes.
    func acrossBytes(_ image: HostArray, lines: Int, shape: [Int]) -> HostArray {
        HostArray(.uint8, shape) { output in
            image.withBytes { input in
                for line in 0..<lines {
                    for index in 0..<starts.count {
                        var sum: Int32 = 1 << Int32(ResampleWeights.fractionBits - 1)
                        let from = line * inputCount + starts[index]
                        for tap in 0..<taps(index) {
                            sum += Int32(input[from + tap]) * fixed[index * width + tap]
                        }
                        output[line * starts.count + index] = ResampleWeights.byte(sum)
                    }
                }
            }
        }
    }

    /// Resamples the middle axis of [planes, rows, columns] bytes.
    func downBytes(_ image: HostArray, planes: Int, columns: Int) -> HostArray {
        HostArray(.uint8, [planes, starts.count, columns]) { output in
            image.withBytes { input in
                for plane in 0..<planes {
                    for index in 0..<starts.count {
                        let from = (plane * inputCount + starts[index]) * columns
                        let to = (plane * starts.count + index) * columns
                        for column in 0..<columns {
                            var sum: Int32 = 1 << Int32(ResampleWeights.fractionBits - 1)
                            for tap in 0..<taps(index) {
                                let pixel = Int32(input[from + tap * columns + column])
                                sum += pixel * fixed[index * width + tap]
                            }
                            output[to + column] = ResampleWeights.byte(sum)
                        }
                    }
                }
            }
        }
    }

    /// Resamples the last axis of floats.
    func acrossFloats(_ image: HostArray, lines: Int, shape: [Int]) -> HostArray {
        HostArray(.float32, shape) { bytes in
            let output = bytes.bindMemory(to: Float.self)
            image.withBytes { source in
                let input = source.bindMemory(to: Float.self)
                for line in 0..<lines {
                    for index in 0..<starts.count {
                        var sum: Float = 0
                        let from = line * inputCount + starts[index]
                        for tap in 0..<taps(index) {
                            sum += input[from + tap] * weights[index * width + tap]
                        }
                        output[line * starts.count + index] = sum
                    }
                }
            }
        }
    }

    /// Resamples the middle axis of [planes, rows, columns] floats.
    func downFloats(_ image: HostArray, planes: Int, columns: Int) -> HostArray {
        HostArray(.float32, [planes, starts.count, columns]) { bytes in
            let output = bytes.bindMemory(to: Float.self)
            image.withBytes { source in
                let input = source.bindMemory(to: Float.self)
                for plane in 0..<planes {
                    for index in 0..<starts.count {
                        let from = (plane * inputCount + starts[index]) * columns
                        let to = (plane * starts.count + index) * columns
                        for column in 0..<columns {
                            var sum: Float = 0
                            for tap in 0..<taps(index) {
                                sum +=
                                    input[from + tap * columns + column]
                                    * weights[index * width + tap]
                            }
                            output[to + column] = sum
                        }
                    }
                }
            }
        }
    }

    private static func byte(_ sum: Int32) -> UInt8 {
        UInt8(clamping: sum >> Int32(fractionBits))
    }
}
