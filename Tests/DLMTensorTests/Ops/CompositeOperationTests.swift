import DLMTypes
import Testing

@testable import DLMTensor

/// What composite operations expand to is what they compute.
@Suite struct CompositeOperationTests {
    @Test(arguments: SampleCase.all)
    func expansions(_ sample: SampleCase) throws {
        for node in Node.inOrder(try sample.build(sample.placeholders()).map(\.node)) {
            guard let composite = node.operation as? any CompositeOperation else { continue }
            let expanded = try composite.expansion(node.inputs)
            let outputs = node.types.indices.map { Tensor(node: node, output: $0) }
            let wanted = try Differences.evaluate(outputs, sample.inputs)
            let actual = try Differences.evaluate(expanded, sample.inputs)
            for (place, (left, right)) in zip(actual, wanted).enumerated() {
                #expect(left.shape == right.shape)
                Differences.expectClose(
                    left.doubles, right.doubles, 1e-12, "\(sample.testDescription) \(place)")
            }
        }
    }

    @Test func everyCompositeHasASample() throws {
        var seen: Set<String> = []
        for sample in SampleCase.all {
            for node in Node.inOrder(try sample.build(sample.placeholders()).map(\.node))
            where node.operation is any CompositeOperation {
                seen.insert("\(type(of: node.operation))")
            }
        }
        let wanted = ["Softmax", "LogSoftmax", "LogSumExp", "Moments", "BatchNormalization"]
        #expect(seen == Set(wanted))
    }
}
