import DLMTypes
import Testing

@testable import DLMTensor

/// What the planner runs for each catalogue entry, results and gradients, is what the reference
/// computes.
@Suite struct KernelContractTests {
    private static func tolerance(_ dtype: DType) -> Double { dtype == .float64 ? 1e-11 : 2e-5 }

    /// Element types in which kernels and reference give the same. The sign of an eigenvector or a
    /// singular vector is open, and rounding to Float decides it.
    private static func types(_ sample: SampleCase) -> [DType] {
        ["eigh", "svd"].contains(sample.entry.signature.name) ? [.float64] : [.float32, .float64]
    }

    @Test("kernels agree with the reference", arguments: SampleCase.all)
    func kernels(_ sample: SampleCase) throws {
        for dtype in Self.types(sample) {
            let graph = try sample.graph(dtype)
            let ways = try BothWays(graph.tensors, graph.inputs)
            #expect(ways.distance < Self.tolerance(dtype), "\(dtype.name)")
        }
    }

    /// Ways to see a tensor in memory that holds its elements elsewhere than a dense one does.
    enum View: CaseIterable {
        case transposed, strided, flipped

        /// A base and what of it is the array.
        func base(of array: HostArray) throws(OpError) -> HostArray {
            let stored = Tensor.constant(array)
            let order = Array((0..<stored.rank).reversed())
            let seen: Tensor
            switch self {
            case .transposed: seen = try stored.permute(order)
            case .flipped: seen = try stored.flip()
            case .strided:
                // Every second place, from the first on, holds an element.
                seen = try .apply(
                    Pad(
                        before: stored.shape.map { _ in 1 }, after: stored.shape.map { _ in 2 },
                        between: stored.shape.map { _ in 1 }, value: 1), [stored])
            }
            return try ReferenceInterpreter.run(Computation(outputs: [seen]))[0]
        }

        func view(_ base: Tensor, like array: HostArray) throws(OpError) -> Tensor {
            switch self {
            case .transposed: try base.permute(Array((0..<base.rank).reversed()))
            case .flipped: try base.flip()
            case .strided:
                try .apply(
                    Slice(
                        starts: array.shape.map { _ in 1 }, stops: array.shape.map { Dim(2 * $0) },
                        steps: array.shape.map { _ in 2 }), [base])
            }
        }
    }

    @Test("operands may be views", arguments: SampleCase.all)
    func views(_ sample: SampleCase) throws {
        for dtype in Self.types(sample) {
            let arrays = sample.arrays(dtype)
            let dense = try sample.graph(dtype)
            let wanted = try Differences.evaluate(dense.results, dense.inputs)
            for view in View.allCases {
                var inputs: [String: HostArray] = [:]
                var bases: [Tensor] = []
                var operands: [Tensor] = []
                for (name, array) in zip(sample.names, arrays) {
                    let base = try view.base(of: array)
                    inputs[name] = base
                    bases.append(.placeholder(name, base.type))
                    operands.append(try view.view(bases[bases.count - 1], like: array))
                }
                let graph = try SampleGraph(
                    sample, operands: operands, sources: bases, inputs: inputs)
                let ways = try BothWays(graph.tensors, inputs)
                #expect(ways.distance < Self.tolerance(dtype), "\(view) \(dtype.name)")
                let results = Array(ways.kernels.prefix(wanted.count))
                #expect(
                    BothWays.distance(results, wanted) < Self.tolerance(dtype),
                    "\(view) \(dtype.name) against dense operands")
            }
        }
    }
}
