import DLMTypes

/// The weights of an `AxisMap` for known lengths: what each place adds up.
struct AxisWeights: Sendable {
    /// Where the terms of each place begin; one more than there are places.
    private(set) var starts: [Int] = [0]
    private(set) var sources: [Int] = []
    private(set) var weights: [Double] = []

    /// - Throws: `OpError` when there is no memory for the table, or a length is not known.
    init(_ rule: AxisRule, length: Int, places: Int) throws(OpError) {
        let bytes = HostMemory.byteCount(.float64, [3, places])
        guard let bytes, HostMemory.canHold(bytes) else {
            throw OpError(
                .argument("size"), message: "an axis of \(places) places is larger than memory")
        }
        guard length > 0 else {
            // There is nothing to add up.
            starts = [Int](repeating: 0, count: places + 1)
            return
        }
        starts.reserveCapacity(places + 1)
        switch rule {
        case .nearest(let step, let isCentred): nearest(step, isCentred, length, places)
        case .linear(let step, let aligns): linear(step, aligns, length, places)
        case .cubic(let step, let aligns): cubic(step, aligns, length, places)
        case .adaptiveMean: adaptiveMean(length, places)
        case .adaptiveParts(let width): adaptiveParts(try width.known(), length, places)
        case .windows(let kernel, let stride, let dilation, let before):
            let steps = try [kernel, stride, dilation, before].known()
            windows(steps[0], steps[1], steps[2], steps[3], length, places)
        case .mean(let kernel, let stride, let before, let after, let countsPadding):
            let steps = try [kernel, stride, before, after].known()
            mean(steps, countsPadding, length, places)
        case .reflect(let before): reflect(try before.known(), length, places)
        case .replicate(let before):
            let first = try before.known()
            for place in 0..<places { finish((min(max(place - first, 0), length - 1), 1)) }
        case .circular(let before):
            let first = try before.known()
            for place in 0..<places {
                let rest = (place - first) % max(length, 1)
                finish((rest < 0 ? rest + length : rest, 1))
            }
        }
    }

    /// The same weights read the other way: what each element of the axis gives to the places.
    func transposed(length: Int) -> AxisWeights {
        var counts = [Int](repeating: 0, count: length + 1)
        for source in sources { counts[source + 1] += 1 }
        for place in 0..<length { counts[place + 1] += counts[place] }
        var result = self
        result.starts = counts
        for place in 0..<starts.count - 1 {
            for term in starts[place]..<starts[place + 1] {
                let target = counts[sources[term]]
                result.sources[target] = place
                result.weights[target] = weights[term]
                counts[sources[term]] += 1
            }
        }
        return result
    }

    /// Adds the terms of the next place; those outside the axis must be left out.
    mutating func finish(_ terms: (source: Int, weight: Double)...) {
        for term in terms { add(term.source, term.weight) }
        end()
    }

    mutating func add(_ source: Int, _ weight: Double) {
        sources.append(source)
        weights.append(weight)
    }

    /// Ends the terms of a place.
    mutating func end() { starts.append(sources.count) }
}
