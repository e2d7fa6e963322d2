import DLMTypes

/// Arithmetic that registers of a loop program, Float64 at most, cannot do: whole numbers have up
/// to 64 bits, and wrap on overflow.
enum WholeNumbers {
    /// Whether an instruction on operands of these types must not run in a loop program.
    static func needExactness(_ code: ScalarCode, _ operands: [DType]) -> Bool {
        guard !operands.contains(where: \.isFloating) else { return false }
        switch code {
        case .copy, .not, .and, .or, .isNaN: return false
        case .multiply, .multiplyAdd, .square:
            return operands.contains(.int64) || operands.contains(.int32)
        default:
            guard let result = try? code.resultType(operands), !result.isFloating else {
                return false
            }
            return operands.contains(.int64)
        }
    }
}
