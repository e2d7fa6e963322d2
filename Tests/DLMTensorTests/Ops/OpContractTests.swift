import DLMTypes
import Testing

@testable import DLMTensor

/// What every operation promises, tried on the samples of every catalogue entry.
@Suite struct OpContractTests {
    @Test("every node has the type it inferred", arguments: SampleCase.all)
    func actualTypes(_ sample: SampleCase) throws {
        let results = try sample.build(sample.placeholders())
        for node in Node.inOrder(results.map(\.node)) {
            let outputs = node.types.indices.map { Tensor(node: node, output: $0) }
            let values = try Differences.evaluate(outputs, sample.inputs)
            for (output, value) in zip(outputs, values) {
                #expect(output.type.knownShape == value.shape, "\(node.operation)")
                #expect(output.dtype == value.dtype, "\(node.operation)")
            }
        }
    }

    @Test(
        "symbolic inference with lengths filled in is concrete inference",
        arguments: SampleCase.all)
    func symbolicTypes(_ sample: SampleCase) throws {
        let concrete = try sample.build(sample.placeholders()).map(\.type)
        let lengths = Set(sample.inputs.values.flatMap(\.shape)).subtracting([1]).sorted()
        var agreed = 0
        // All lengths at once, then one by one: arguments fix some of them (a reshape's shape).
        for chosen in [lengths] + lengths.map({ [$0] }) {
            let symbols = chosen.map { ($0, DimSymbol("n\($0)")) }
            let symbolic = Dictionary(uniqueKeysWithValues: symbols)
            let stand = sample.placeholders { type in
                var type = type
                type.shape = type.shape.map { dim in
                    dim.constant.flatMap { symbolic[$0] }.map { Dim($0) } ?? dim
                }
                return type
            }
            guard let general = try? sample.build(stand).map(\.type) else { continue }
            let values = symbols.map { ($0.1, Dim($0.0)) }
            let filled = general.map {
                $0.substituting(Dictionary(uniqueKeysWithValues: values))
            }
            #expect(filled.map(\.shape) == concrete.map(\.shape))
            #expect(filled.map(\.dtype) == concrete.map(\.dtype))
            agreed += 1
        }
        // Arguments of these fix every length.
        #expect(agreed > 0 || ["expand", "reshape"].contains(sample.entry.signature.name))
    }

    @Test(
        "gradients are central differences, and so are their gradients",
        arguments: SampleCase.all.filter(\.sample.isDifferentiable))
    func gradients(_ sample: SampleCase) throws {
        let stand = sample.placeholders()
        let sources = stand.filter(\.dtype.isFloating)
        var loss = Tensor.scalar(0, .float64)
        for (place, result) in try sample.build(stand).enumerated() {
            loss = try loss + weighted(result.cast(to: .float64), seed: UInt64(11 + place))
        }
        let gradients = try loss.gradients(with: sources)
        for (source, gradient) in zip(sources, gradients) {
            #expect(gradient.shape == source.shape)
            #expect(gradient.dtype == source.dtype)
            try expectDifferences(of: loss, in: source, are: gradient, sample, "first")
        }
        var slope = Tensor.scalar(0, .float64)
        for (place, gradient) in gradients.enumerated() {
            slope = try slope + weighted(gradient, seed: UInt64(20 + place))
        }
        for (source, curvature) in zip(sources, try slope.gradients(with: sources)) {
            try expectDifferences(of: slope, in: source, are: curvature, sample, "second")
        }
    }

    /// A scalar that depends on every element in its own way.
    private func weighted(_ tensor: Tensor, seed: UInt64) throws -> Tensor {
        let shape = try #require(tensor.type.knownShape)
        return try (tensor * Tensor.sample(shape, 0.5...1.5, seed: seed)).sum()
    }

    private func expectDifferences(
        of value: Tensor, in source: Tensor, are gradient: Tensor, _ sample: SampleCase,
        _ order: String
    ) throws {
        let name = try #require(source.node.operation as? Placeholder).name
        let inputs = sample.inputs
        let actual = try Differences.evaluate([gradient], inputs)[0].doubles
        let expected = try Differences.gradient(of: value, in: name, at: inputs)
        Differences.expectClose(
            actual, expected, 2e-7, "\(sample.testDescription): \(order) derivative in \(name)")
    }
}
