import DLMTypes
import Testing

@testable import DLMTensor

/// Results and gradients against values recorded from PyTorch (`Tests/Fixtures/torch`).
@Suite struct TorchGoldenTests {
    /// One function of the fixture file.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let build: @Sendable ([Tensor]) throws -> Tensor
        var testDescription: String { name }

        init(_ name: String, _ build: @escaping @Sendable ([Tensor]) throws -> Tensor) {
            self.name = name
            self.build = build
        }
    }

    static let goldens: [String: HostArray] =
        Safetensors.read(TestFiles.bytes("Tests/Fixtures/torch/goldens.safetensors")) ?? [:]

    @Test("every recorded case is compared")
    func allCases() {
        let recorded = Set(Self.goldens.keys.filter { $0.hasSuffix(".y") }.map { $0.dropLast(2) })
        #expect(recorded.count > 50)
        #expect(recorded == Set(Self.cases.map { $0.name[...] }))
    }

    @Test("Float64 agrees to 1e-10", arguments: cases)
    func float64(_ golden: Case) throws { try compare(golden, .float64, 1e-10) }

    @Test("Float32 agrees to 1e-4", arguments: cases)
    func float32(_ golden: Case) throws { try compare(golden, .float32, 1e-4) }

    private func compare(_ golden: Case, _ dtype: DType, _ tolerance: Double) throws {
        var operands: [Tensor] = []
        var inputs: [String: HostArray] = [:]
        while let recorded = Self.goldens["\(golden.name).x\(operands.count)"] {
            let name = "x\(operands.count)"
            let kind = recorded.dtype.isFloating ? dtype : recorded.dtype
            inputs[name] = HostArray(kind, recorded.shape, doubles: recorded.doubles)
            operands.append(
                .placeholder(name, TensorType(kind, recorded.shape.map { Dim($0) })))
        }
        let y = try golden.build(operands)
        let expected = try #require(Self.goldens["\(golden.name).y"])
        #expect(y.type.knownShape == expected.shape)
        #expect(y.dtype == dtype)
        let weights = (0..<expected.count).map { 0.5 + Double($0 % 7) / 7 }
        let loss = try (y * Tensor.constant(HostArray(dtype, expected.shape, doubles: weights)))
            .sum()
        let sources = operands.filter(\.dtype.isFloating)
        let gradients = try loss.gradients(with: sources)
        let values = try Differences.evaluate([y] + gradients, inputs)
        Differences.expectClose(
            values[0].doubles, expected.doubles, tolerance, "\(golden.name): result")
        for (source, value) in zip(sources, values.dropFirst()) {
            let place = try #require(operands.firstIndex(of: source))
            let gradient = try #require(Self.goldens["\(golden.name).g\(place)"])
            Differences.expectClose(
                value.doubles, gradient.doubles, tolerance, "\(golden.name): gradient \(place)")
        }
    }
}
