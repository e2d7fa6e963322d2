import DLMTensor
import DLMTypes

// A tensor built on others keeps the graph that made it. A loop that goes on from its own results
// must therefore compute them in each step, or the graph, and the work, would grow with the number
// of steps:
//
//     for _ in 0..<100 {
//         let (loss, slope) = try valueWithGradient(at: w) { w in try ((x • w - y) ** 2).mean() }
//         (w, last) = try Tensor.computed(w - rate * slope, loss)
//     }
//
// Tensors that are computed together share their common part.

extension Tensor {
    /// The same tensor as a leaf that holds its numbers. Gradients end there.
    /// - Throws: `RunError` when it cannot be computed.
    public func computed(on runtime: Runtime = .shared) throws(RunError) -> Tensor {
        try Self.computed([self], on: runtime)[0]
    }

    /// Tensors as leaves that hold their numbers, computed together.
    /// - Throws: `RunError` when they cannot be computed.
    public static func computed(
        _ tensors: [Tensor], on runtime: Runtime = .shared
    ) throws(RunError) -> [Tensor] {
        let arrays = try runtime.numbers(of: tensors)
        return zip(tensors, arrays).map { $0.holding($1) }
    }

    /// Two tensors as leaves that hold their numbers, computed together.
    /// - Throws: `RunError` when they cannot be computed.
    public static func computed(
        _ a: Tensor, _ b: Tensor, on runtime: Runtime = .shared
    ) throws(RunError) -> (Tensor, Tensor) {
        let leaves = try computed([a, b], on: runtime)
        return (leaves[0], leaves[1])
    }

    /// Three tensors as leaves that hold their numbers, computed together.
    /// - Throws: `RunError` when they cannot be computed.
    public static func computed(
        _ a: Tensor, _ b: Tensor, _ c: Tensor, on runtime: Runtime = .shared
    ) throws(RunError) -> (Tensor, Tensor, Tensor) {
        let leaves = try computed([a, b, c], on: runtime)
        return (leaves[0], leaves[1], leaves[2])
    }

    /// A leaf with this tensor's meaning: its kind, the classes of labels.
    private func holding(_ array: HostArray) -> Tensor {
        if node.operation is any LeafOperation, constantArray != nil { return self }
        let leaf = Tensor.given(array)
        let kinded = (try? leaf.assume(type.kind)) ?? leaf
        return (try? kinded.withClasses(type.classes)) ?? kinded
    }
}
