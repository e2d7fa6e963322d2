import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Activations that draw numbers in training.
@Suite struct DrawnActivationTests {
    /// The result on ones or minus ones in a step.
    private func values(_ text: String, step: Int64) throws -> [Double] {
        let program = TestProgram("result = \(text)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        let result = try #require(evaluator.tensor(program.result(evaluator)))
        #expect(evaluator.diagnostics.all.map(\.headline) == [])
        let inputs = [
            RandomState.step: HostArray(.int64, [3], [0, 0, step]),
            RandomState.samples: HostArray(.int64, [64], (0..<64).map { Int64($0) }),
        ]
        return try ReferenceInterpreter.run(Computation(outputs: [result]), inputs: inputs)[0]
            .doubles
    }

    @Test func slopesLieBetweenTheirBounds() throws {
        let first = try values("-ones([64, 3]) |> RReLU(lower: 0.2, upper: 0.6)", step: 0)
        #expect(first.allSatisfy { $0 <= -0.2 && $0 >= -0.6 })
        #expect(Set(first).count > 150)
        #expect(abs(first.reduce(0, +) / 192 + 0.4) < 0.03)
        #expect(try values("-ones([64, 3]) |> RReLU(lower: 0.2, upper: 0.6)", step: 0) == first)
        #expect(try values("-ones([64, 3]) |> RReLU(lower: 0.2, upper: 0.6)", step: 1) != first)
    }

    @Test func samplesAreDistributionsOrOneClass() throws {
        let soft = try values("zeros([64, 3]) |> GumbelSoftmax(temperature: 0.7)", step: 0)
        let hard = try values("zeros([64, 3]) |> GumbelSoftmax(hard: true)", step: 0)
        var counts = [0, 0, 0]
        for row in 0..<64 {
            let range = row * 3..<row * 3 + 3
            #expect(abs(soft[range].reduce(0, +) - 1) < 1e-5)
            let chosen = hard[range].map { $0.rounded() }
            #expect(zip(chosen, hard[range]).allSatisfy { abs($0 - $1) < 1e-6 })
            #expect(chosen.reduce(0, +) == 1)
            for (place, value) in chosen.enumerated() where value == 1 { counts[place] += 1 }
        }
        #expect(counts.allSatisfy { $0 > 8 }, "\(counts)")
    }
}
