import DLMTypes
import Testing

@testable import DLMTensor

/// One instruction as an operation.
private struct Probe: ElementwiseOperation {
    let code: ScalarCode
}

@Suite("Instructions of loop programs")
struct InstructionTests {
    @Test("compute what their scalar definition says", arguments: ScalarCode.allCases)
    func agree(code: ScalarCode) throws {
        for dtype in [DType.float32, .float64] {
            var inputs: [String: HostArray] = [:]
            var operands: [Tensor] = []
            for operand in 0..<code.operandCount {
                // Within the domain of every function, with ties and zeros among the pairs.
                let beyondOne = code == .acosh || (code == .zeta && operand == 0)
                let values = (0..<1500).map { place in
                    Double((place * (operand + 3)) % 17) / 17 + (operand == 0 ? 0.001 : 0.0625)
                        + (beyondOne ? 1.25 : 0)
                }
                let isLogic = [.and, .or, .not].contains(code) || (code == .select && operand == 0)
                let type = isLogic ? DType.bool : dtype
                let given = isLogic ? values.map { $0 < 0.5 ? 0.0 : 1.0 } : values
                inputs["\(operand)"] = HostArray(type, [1500], doubles: given)
                operands.append(.placeholder("\(operand)", TensorType(type, [1500])))
            }
            let result = try Tensor.apply(Probe(code: code), operands)
            let wanted = try ReferenceInterpreter.run(
                Computation(outputs: [result]), inputs: inputs)[0]
            let actual = try Runtime(threads: 2).evaluate([result], inputs: inputs)[0]
            #expect(distance(actual, wanted) < (dtype == .float32 ? 4e-7 : 1e-14))
        }
    }
}
