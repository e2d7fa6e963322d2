import DLMTypes
import Testing

@testable import DLMTensor

/// Operands without elements: each function refuses them, or gives the right result by kernels and
/// reference alike.
@Suite struct EmptyInputTests {
    /// Shapes of a sample's operands with lengths set to 0: one axis of one operand, and all axes
    /// of one length together, which keeps operands that belong together in step.
    private static func shapes(_ arrays: [HostArray]) -> [[[Int]]] {
        let shapes = arrays.map(\.shape)
        var variants: [[[Int]]] = []
        for operand in shapes.indices {
            for axis in shapes[operand].indices {
                var variant = shapes
                variant[operand][axis] = 0
                variants.append(variant)
            }
        }
        for length in Set(shapes.flatMap(\.self)) {
            variants.append(shapes.map { $0.map { $0 == length ? 0 : $0 } })
        }
        return variants
    }

    @Test("every length may be 0, or is refused", arguments: SampleCase.all)
    func lengths(_ sample: SampleCase) throws {
        for dtype in [DType.float32, .float64] {
            let arrays = sample.arrays(dtype)
            for shapes in Self.shapes(arrays) { try check(sample, arrays, shapes) }
        }
    }

    private func check(_ sample: SampleCase, _ arrays: [HostArray], _ shapes: [[Int]]) throws {
        var inputs: [String: HostArray] = [:]
        var stand: [Tensor] = []
        for ((name, array), shape) in zip(zip(sample.names, arrays), shapes) {
            let count = shape.reduce(1, *)
            let values = HostArray(
                array.dtype, shape, doubles: Array(array.doubles.prefix(count)))
            inputs[name] = values
            stand.append(.placeholder(name, values.type))
        }
        let graph: SampleGraph
        do throws(OpError) {
            graph = try SampleGraph(sample, operands: stand, sources: stand, inputs: inputs)
        } catch {
            #expect(!error.message.isEmpty)
            return
        }
        for (source, gradient) in zip(graph.sources, graph.gradients) {
            #expect(gradient.shape == source.shape, "\(shapes)")
        }
        guard let references = try? Differences.evaluate(graph.tensors, inputs) else {
            // An index into an empty axis, say: the kernels must refuse it as well, unless there is
            // nothing to compute.
            if graph.tensors.allSatisfy({ $0.type.knownShape?.contains(0) == true }) { return }
            #expect(throws: RunError.self, "\(shapes)") {
                try Runtime(threads: 1).evaluate(graph.tensors, inputs: inputs)
            }
            return
        }
        let kernels = try Runtime(threads: 1).evaluate(graph.tensors, inputs: inputs)
        #expect(BothWays.distance(kernels, references) < 1e-5, "\(shapes)")
        for (tensor, value) in zip(graph.tensors, kernels) {
            #expect(tensor.type.knownShape == value.shape, "\(shapes)")
        }
    }

    @Test("folds of nothing: the neutral element, NaN for means, a refusal for extremes")
    func rules() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [2, 0]))
        let inputs = ["x": HostArray(zeros: .float32, [2, 0])]
        func values(_ tensor: Tensor) throws -> [Double] {
            let ways = try BothWays([tensor], inputs)
            #expect(ways.distance == 0)
            return ways.kernels[0].doubles
        }
        #expect(try values(x.sum(axes: [1])) == [0, 0])
        #expect(try values(x.product(axes: [1])) == [1, 1])
        #expect(try values(x.any(axes: [1])) == [0, 0])
        #expect(try values(x.all(axes: [1])) == [1, 1])
        #expect(try values(x.norm(axes: [1])) == [0, 0])
        #expect(try values(x.mean(axes: [1])).allSatisfy(\.isNaN))
        #expect(try values(x.logSumExp()) == [-.infinity, -.infinity])
        #expect(try values(x.sum()) == [0])
        #expect(try values(x.matmul(x.transpose())) == [0, 0, 0, 0])
        for extreme in [Tensor.max, Tensor.min] {
            let error = #expect(throws: OpError.self) { try extreme(x)([1], false) }
            #expect(error?.operand == 0)
            #expect(try values(extreme(x)([0], false)) == [])
        }
        #expect(throws: OpError.self) { try x.argmax() }
        #expect(throws: OpError.self) { try x.argmin() }
        #expect(try values(x.argmax(axis: 0)) == [])
    }
}
