import DLMTypes

/// Offsets of elements in row-major arrays.
enum Strides {
    /// Distance between neighbours along each axis.
    static func rowMajor(_ shape: [Int]) -> [Int] {
        var steps = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() {
            steps[axis] = steps[axis + 1] * shape[axis + 1]
        }
        return steps
    }

    /// The offset of every place of a shape, in row-major order, when neighbours along an axis are
    /// `steps` apart.
    static func offsets(_ shape: [Int], _ steps: [Int]) -> [Int] {
        var offsets = [0]
        for (length, step) in zip(shape, steps) {
            var next: [Int] = []
            next.reserveCapacity(offsets.count * length)
            for offset in offsets {
                for place in 0..<length { next.append(offset + place * step) }
            }
            offsets = next
        }
        return offsets
    }
}

/// The elements that fold into each result when axes of an array are folded.
struct FoldedAxes {
    private let groups: [Int]
    private let members: [Int]

    init(_ shape: [Int], _ axes: [Int]) {
        let steps = Strides.rowMajor(shape)
        let kept = shape.indices.filter { !axes.contains($0) }
        groups = Strides.offsets(kept.map { shape[$0] }, kept.map { steps[$0] })
        members = Strides.offsets(axes.map { shape[$0] }, axes.map { steps[$0] })
    }

    /// One result a group, from the offsets of its elements.
    func map<Value>(_ transform: ([Int]) -> Value) -> [Value] {
        groups.map { group in transform(members.map { $0 + group }) }
    }

    func visit(_ body: ([Int]) -> Void) {
        for group in groups { body(members.map { $0 + group }) }
    }
}

/// Offsets that indices name, checked against the length of their axis.
enum Indexing {
    /// For each element of `index`, the offset of what it names along `axis` of an array of shape
    /// `shape`, at its own place along the other axes.
    static func places(
        _ index: HostArray, axis: Int, into shape: [Int]
    ) throws(OpError) -> [Int] {
        var steps = Strides.rowMajor(shape)
        let along = steps[axis]
        steps[axis] = 0
        var places = Strides.offsets(index.shape, steps)
        for (place, label) in index.integers.enumerated() {
            try require(label, below: shape[axis])
            places[place] += Int(label) * along
        }
        return places
    }

    /// Offsets of the slices that `index` names along `axis` of an array of shape `shape`.
    static func slices(
        _ index: HostArray, axis: Int, of shape: [Int]
    ) throws(OpError) -> [Int] {
        let inner = shape[(axis + 1)...].reduce(1, *)
        let outer = shape[..<axis].reduce(1, *)
        let labels = index.integers
        for label in labels { try require(label, below: shape[axis]) }
        var places: [Int] = []
        places.reserveCapacity(outer * labels.count * inner)
        for block in 0..<outer {
            for label in labels {
                let start = (block * shape[axis] + Int(label)) * inner
                for offset in 0..<inner { places.append(start + offset) }
            }
        }
        return places
    }

    /// Refuses an index outside its axis.
    static func require(_ label: Int64, below length: Int) throws(OpError) {
        guard label >= 0, label < Int64(length) else {
            throw OpError(
                .argument("index"),
                message: "the index \(label) is outside 0 ..< \(length)",
                help: "check that labels match the number of classes")
        }
    }
}
