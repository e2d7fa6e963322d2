import DLMTypes
import Testing

@testable import DLMTensor

/// Elementwise functions of several tensors broadcast each of them, in both directions.
@Suite struct BroadcastContractTests {
    /// Entries whose result is one elementwise operation on two or more tensors.
    static let samples: [SampleCase] = SampleCase.all.filter { sample in
        guard sample.number == 0, sample.names.count > 1,
            let results = try? sample.build(
                sample.placeholders()),
            let operation = results.first?.node.operation
                as? any ElementwiseOperation
        else { return false }
        // Nothing else between the arguments and it.
        let operands = results[0].node.inputs
        return operation.code.operandCount == sample.names.count
            && operands.allSatisfy { $0.node.operation is Placeholder }
    }

    @Test func thereAreMany() { #expect(Self.samples.count > 15) }

    /// Shapes of the operands for functions of two; a third one is as the first.
    static let shapes: [[[Int]]] = [
        [[2, 3], [2, 3]], [[2, 3], [3]], [[3], [2, 3]], [[2, 3], [2, 1]], [[2, 1], [2, 3]],
        [[2, 3], []], [[], [2, 3]], [[2, 1], [1, 3]], [[1, 3], [2, 1]], [[1], [2, 3]],
        [[4, 1, 3], [2, 1]], [[2, 1], [4, 1, 3]], [[], []], [[0, 3], [1, 3]], [[1, 3], [0, 3]],
    ]

    @Test("both ways", arguments: samples)
    func broadcast(_ sample: SampleCase) throws {
        let arrays = sample.arrays(.float64)
        for pair in Self.shapes {
            let shapes = arrays.indices.map { pair[$0 % 2] }
            let result = try TensorType.broadcast(
                shapes.map { TensorType(.float64, $0.map { Dim($0) }) }
            ).known()
            var inputs: [String: HostArray] = [:]
            var stand: [Tensor] = []
            var expanded: [Tensor] = []
            for ((name, array), shape) in zip(zip(sample.names, arrays), shapes) {
                let values = (0..<shape.reduce(1, *)).map { array.doubles[$0 % array.count] }
                let operand = HostArray(array.dtype, shape, doubles: values)
                inputs[name] = operand
                stand.append(.placeholder(name, operand.type))
                expanded.append(.constant(operand.expanded(to: result)))
            }
            let graph = try SampleGraph(sample, operands: stand, sources: stand, inputs: inputs)
            #expect(graph.results[0].type.knownShape == result, "\(shapes)")
            let ways = try BothWays(graph.tensors, inputs)
            #expect(ways.distance < 1e-11, "\(shapes)")
            let wanted = try Differences.evaluate(sample.build(expanded), [:])
            #expect(
                BothWays.distance(Array(ways.kernels.prefix(1)), wanted) < 1e-11, "\(shapes)")
            for (source, gradient) in zip(graph.sources, graph.gradients) {
                #expect(gradient.shape == source.shape, "\(shapes)")
            }
        }
    }
}
