import DLMTypes

extension Tensor {
    /// The derivative of every element with respect to `sources`, each of shape(self) by
    /// shape(source): one backward pass for each element, in a loop.
    ///
    /// - Throws: `OpError` when the tensor is not floating-point, or has more elements than memory
    ///   holds numbers.
    package func jacobians(with sources: [Tensor]) throws(OpError) -> [Tensor] {
        let places = try Self.places(type.count)
        let (_, rows) = try Tensor.scan(from: [], over: [places]) { _, elements throws(OpError) in
            let seed = try elements[0].equals(places).cast(to: dtype)
            let picked = try (self * seed.reshape(shape)).sum()
            return ([], try picked.gradients(with: sources))
        }
        var blocks: [Tensor] = []
        for (row, source) in zip(rows, sources) {
            blocks.append(try row.reshape(shape + source.shape))
        }
        return blocks
    }

    /// 0, 1, … up to a length that only the run may know.
    private static func places(_ count: Dim) throws(OpError) -> Tensor {
        guard let known = count.constant else {
            return .unplaced("places", TensorType(.int64, [count]))
        }
        guard let bytes = HostMemory.byteCount(.int64, [known]), HostMemory.canHold(bytes) else {
            throw OpError(.argument("f"), message: "no memory for \(known) derivatives")
        }
        return .constant(HostArray(.int64, [known], (0..<known).map { Int64($0) }))
    }
}
