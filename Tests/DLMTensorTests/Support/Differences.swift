import DLMTypes
import Testing

@testable import DLMTensor

/// Derivatives by central differences in Float64, and a comparison that says where it failed.
enum Differences {
    /// The derivative of `value` in each element of one input, by central differences.
    static func gradient(
        of value: Tensor, in name: String, at inputs: [String: HostArray]
    ) throws -> [Double] {
        let step = 1e-5
        guard let base = inputs[name] else { return [] }
        return try base.doubles.indices.map { place in
            func shifted(_ distance: Double) throws -> Double {
                var values = base.doubles
                values[place] += distance
                var changed = inputs
                changed[name] = HostArray(.float64, base.shape, doubles: values)
                return try evaluate([value], changed)[0].doubles[0]
            }
            return try (shifted(step) - shifted(-step)) / (2 * step)
        }
    }

    static func evaluate(
        _ tensors: [Tensor], _ inputs: [String: HostArray]
    ) throws -> [HostArray] {
        var interpreter = ReferenceInterpreter(inputs: inputs)
        return try interpreter.evaluate(tensors)
    }

    /// Requires values to agree within `tolerance`, relative to the largest of them.
    static func expectClose(
        _ actual: [Double], _ expected: [Double], _ tolerance: Double, _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(actual.count == expected.count, "\(what)", sourceLocation: sourceLocation)
        let scale = max(1, expected.map(abs).max() ?? 1)
        let worst = zip(actual, expected).enumerated().map { place, pair in
            (place: place, error: abs(pair.0 - pair.1), pair: pair)
        }.first { !($0.error <= tolerance * scale) }
        if let worst {
            Issue.record(
                "\(what): element \(worst.place) is \(worst.pair.0), wanted \(worst.pair.1)",
                sourceLocation: sourceLocation)
        }
    }
}
