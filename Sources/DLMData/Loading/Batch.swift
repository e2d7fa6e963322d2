import DLMTypes

/// Samples stacked along a new first axis.
public struct Batch: Sendable {
    /// Arrays [B, …] by field.
    public let tensors: [String: HostArray]
    /// Strings by field, one for each sample.
    public let strings: [String: [String]]
    /// Numbers of the samples in their dataset.
    public let indices: [Int]

    /// The number of samples.
    public var count: Int { indices.count }

    /// A batch that was stacked already: arrays with `count` samples along their first axis.
    package init(tensors: [String: HostArray], count: Int) {
        self.tensors = tensors
        strings = [:]
        indices = Array(0..<count)
    }

    /// Stacks samples of known, equal shapes.
    init(_ samples: [Sample], indices: [Int], fields: [DataField]) {
        var tensors: [String: HostArray] = [:]
        var strings: [String: [String]] = [:]
        for (position, field) in fields.enumerated() {
            guard let type = field.tensorType, let shape = type.knownShape else {
                strings[field.name] = samples.map { sample in
                    if case .string(let text) = sample.values[position] { text } else { "" }
                }
                continue
            }
            let array = HostArray(type.dtype, [samples.count] + shape) { target in
                var offset = 0
                for sample in samples {
                    guard let part = sample.values[position].array else { continue }
                    part.withBytes { bytes in
                        UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(
                            from: bytes)
                        offset += bytes.count
                    }
                }
            }
            tensors[field.name] = array
        }
        self.tensors = tensors
        self.strings = strings
        self.indices = indices
    }
}
