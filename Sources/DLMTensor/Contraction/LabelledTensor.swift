import DLMTypes

/// A tensor whose axes have names: what einsum and tensordot compute with.
struct LabelledTensor {
    var tensor: Tensor
    var labels: [AxisLabel]

    /// Labels that stand for two axes become one, along their diagonal.
    func withoutRepeats() throws(OpError) -> LabelledTensor {
        var result = self
        while let (first, second) = result.repeated {
            let label = result.labels[first]
            result.tensor = try result.tensor.diagonal(first, second)
            result.labels.remove(at: second)
            result.labels.remove(at: first)
            result.labels.append(label)
        }
        return result
    }

    private var repeated: (Int, Int)? {
        for (first, label) in labels.enumerated() {
            if let next = labels[(first + 1)...].firstIndex(of: label) { return (first, next) }
        }
        return nil
    }

    /// Summed over every label that is not needed.
    func keeping(_ needed: Set<AxisLabel>) throws(OpError) -> LabelledTensor {
        let folded = labels.indices.filter { !needed.contains(labels[$0]) }
        if folded.isEmpty { return self }
        return LabelledTensor(
            tensor: try tensor.sum(axes: folded), labels: labels.filter { needed.contains($0) })
    }

    /// The tensor with its axes in an order of labels; those it lacks get length 1.
    func aligned(_ order: [AxisLabel]) throws(OpError) -> Tensor {
        let own = order.filter { labels.contains($0) }
        let axes = own.compactMap { labels.firstIndex(of: $0) }
        let permuted = try tensor.permute(axes)
        var shape: [Dim] = []
        for label in order {
            shape.append(labels.firstIndex(of: label).map { tensor.shape[$0] } ?? 1)
        }
        return try permuted.reshape(shape)
    }

    /// The length of a label.
    func length(_ label: AxisLabel) -> Dim {
        labels.firstIndex(of: label).map { tensor.shape[$0] } ?? 1
    }

    /// The product with another tensor, summed over the labels that are not needed.
    func contracted(
        _ other: LabelledTensor, keeping needed: Set<AxisLabel>
    ) throws(OpError) -> LabelledTensor {
        let (mine, theirs) = (Set(labels), Set(other.labels))
        // What only one of them has is summed before the product.
        let a = try keeping(needed.union(theirs))
        let b = try other.keeping(needed.union(mine))
        let shared = a.labels.filter { theirs.contains($0) }
        // A length of 1 stretches, so it takes no part in a sum of products.
        let summed = shared.filter { label in
            !needed.contains(label) && a.length(label) == b.length(label)
        }
        guard !summed.isEmpty else { return try a.multiplied(b).keeping(needed) }
        let batch = shared.filter { !summed.contains($0) }
        let rows = a.labels.filter { !shared.contains($0) }
        let columns = b.labels.filter { !shared.contains($0) }
        let left = try a.matrices(batch, rows, summed)
        let right = try b.matrices(batch, summed, columns)
        let product = try left.matmul(right)
        var shape: [Dim] = []
        for (place, _) in batch.enumerated() { shape.append(product.shape[place]) }
        shape += rows.map { a.length($0) } + columns.map { b.length($0) }
        let result = LabelledTensor(
            tensor: try product.reshape(shape), labels: batch + rows + columns)
        return try result.keeping(needed)
    }

    /// Matrices whose rows and columns run over several labels each.
    private func matrices(
        _ batch: [AxisLabel], _ rows: [AxisLabel], _ columns: [AxisLabel]
    ) throws(OpError) -> Tensor {
        let ordered = try aligned(batch + rows + columns)
        let height = rows.reduce(Dim(1)) { $0 * length($1) }
        let width = columns.reduce(Dim(1)) { $0 * length($1) }
        return try ordered.reshape(batch.map { length($0) } + [height, width])
    }

    private func multiplied(_ other: LabelledTensor) throws(OpError) -> LabelledTensor {
        let order = labels + other.labels.filter { !labels.contains($0) }
        return LabelledTensor(
            tensor: try aligned(order) * other.aligned(order), labels: order)
    }
}
