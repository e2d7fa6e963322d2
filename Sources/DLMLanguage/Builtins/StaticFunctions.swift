import DLMTensor
import DLMTypes
import Glibc

/// Functions of numbers that compute at once when their arguments are static.
enum StaticFunctions {
    enum Rule: Sendable {
        case unary(@Sendable (Double) -> Double)
        case binary(@Sendable (Double, Double) -> Double)

        /// The result for static numbers; nil when an argument is of the graph.
        func value(_ arguments: [Value]) -> Value? {
            guard !arguments.isEmpty, arguments.allSatisfy(\.isStaticNumber) else { return nil }
            let numbers = arguments.compactMap(\.number)
            guard numbers.count == arguments.count else { return .unknown(.float) }
            switch self {
            case .unary(let rule):
                return numbers.count == 1 ? .float(rule(numbers[0])) : nil
            case .binary(let rule):
                guard numbers.count == 2 else { return nil }
                return Rule.integral(arguments, rule(numbers[0], numbers[1]))
            }
        }

        /// The larger of two integers is an integer.
        private static func integral(_ arguments: [Value], _ result: Double) -> Value {
            let areInts = arguments.allSatisfy { $0.dim != nil }
            guard areInts, let whole = Int(exactly: result) else { return .float(result) }
            return .int(Dim(whole))
        }
    }

    static let rules: [String: Rule] = [
        "sqrt": .unary { sqrt($0) }, "exp": .unary { exp($0) }, "log": .unary { log($0) },
        "log1p": .unary { log1p($0) }, "expm1": .unary { expm1($0) }, "sin": .unary { sin($0) },
        "cos": .unary { cos($0) }, "tan": .unary { tan($0) }, "tanh": .unary { tanh($0) },
        "abs": .unary { abs($0) }, "floor": .unary { floor($0) }, "ceil": .unary { ceil($0) },
        "round": .unary { $0.rounded(.toNearestOrEven) }, "square": .unary { $0 * $0 },
        "maximum": .binary { max($0, $1) }, "minimum": .binary { min($0, $1) },
        "power": .binary { pow($0, $1) }, "exp2": .unary { exp2($0) }, "log2": .unary { log2($0) },
        "log10": .unary { log10($0) }, "lgamma": .unary { ScalarCode.logGamma.apply($0) },
    ]
}
