import DLMTypes

/// A function of the embedding program under a name of the language.
///
/// It must be pure: equal operands give equal results, and it may be called more often or less
/// often than it is written, from several threads at once.
public final class HostFunction: Sendable, Hashable {
    public typealias Body = @Sendable (_ call: HostCall) throws -> [HostArray]
    /// Gradients with respect to each tensor operand; nil where none flows.
    public typealias Gradient = @Sendable (_ call: HostGradientCall) throws -> [HostArray?]

    public let name: String
    let body: Body
    let gradient: Gradient?

    public init(_ name: String, gradient: Gradient? = nil, body: @escaping Body) {
        self.name = name
        self.body = body
        self.gradient = gradient
    }

    public static func == (lhs: HostFunction, rhs: HostFunction) -> Bool { lhs === rhs }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// Arrays of the stated types, or why they are not what was declared.
    func checked(
        _ arrays: [HostArray?], _ types: [TensorType], _ what: String
    ) throws(OpError) -> [HostArray] {
        guard arrays.count == types.count else {
            throw refusal("gives \(arrays.count) \(what)s; \(types.count) are declared")
        }
        var results: [HostArray] = []
        for (array, type) in zip(arrays, types) {
            guard let shape = type.knownShape else { throw refusal("is asked without lengths") }
            // No gradient is a gradient of zero.
            let array = array ?? HostArray(zeros: type.dtype, shape)
            guard array.dtype == type.dtype, array.shape == shape else {
                let found = TensorType(array.dtype, array.shape.map { Dim($0) })
                throw refusal("gives a \(what) \(found); \(type.plain) is declared")
            }
            results.append(array)
        }
        return results
    }

    func refusal(_ problem: String, help: String? = nil) -> OpError {
        OpError(.argument(name), message: "\(name) \(problem)", help: help)
    }
}

/// What a function of the embedding program is called with.
public struct HostCall: Sendable {
    /// The tensor operands, in the order of the declaration.
    public let inputs: [HostArray]
    /// The other arguments by name: numbers, words, lists of them.
    public let arguments: [String: StaticValue]

    /// The whole number given as an argument; nil when there is none of that name.
    public func int(_ name: String) -> Int? {
        if case .int(let dim)? = arguments[name] { dim.constant } else { nil }
    }

    /// The number given as an argument; nil when there is none of that name.
    public func float(_ name: String) -> Double? {
        switch arguments[name] {
        case .float(let number)?: number
        case .int(let dim)?: dim.constant.map(Double.init)
        default: nil
        }
    }

    /// The text given as an argument: a string, a path, or the case of an enumeration.
    public func string(_ name: String) -> String? {
        switch arguments[name] {
        case .string(let text)?, .path(let text)?, .enumCase(let text)?: text
        default: nil
        }
    }
}

/// What the gradient of such a function is called with.
public struct HostGradientCall: Sendable {
    /// What the function was called with.
    public let call: HostCall
    /// What it gave.
    public let outputs: [HostArray]
    /// The gradient with respect to each output.
    public let upstream: [HostArray]
}

/// One use of a function of the embedding program. Its results have the types that its declaration
/// gives for these operands.
struct HostFunctionCall: Operation {
    let function: HostFunction
    let arguments: [String: StaticValue]
    let operands: [TensorType]
    let results: [TensorType]

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        guard inputs == operands else {
            throw function.refusal("was declared for other operands")
        }
        return results
    }

    func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        guard function.gradient != nil else {
            throw function.refusal(
                "has no gradient", help: "register it with one, or use stopGradient")
        }
        var upstream: [Tensor] = []
        for (given, output) in zip(context.upstream, context.outputs) {
            if let given {
                upstream.append(given)
            } else {
                upstream.append(try Tensor.scalar(0, output.dtype).expand(to: output.shape))
            }
        }
        let rule = HostFunctionGradient(call: self)
        return try Tensor.applyAll(rule, context.inputs + context.outputs + upstream)
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let results: [HostArray]
        do {
            results = try function.body(HostCall(inputs: inputs, arguments: arguments))
        } catch {
            throw function.refusal("failed: \(error)")
        }
        return try function.checked(results, self.results, "result")
    }
}

/// The gradient of one use, from its operands, results and their gradients.
private struct HostFunctionGradient: Operation {
    let call: HostFunctionCall

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] { call.operands }

    func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        throw call.function.refusal("has no second derivative")
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let (count, results) = (call.operands.count, call.results.count)
        let given = HostGradientCall(
            call: HostCall(inputs: Array(inputs.prefix(count)), arguments: call.arguments),
            outputs: Array(inputs[count..<count + results]),
            upstream: Array(inputs.suffix(results)))
        let gradients: [HostArray?]
        do {
            gradients = try call.function.gradient?(given) ?? []
        } catch {
            throw call.function.refusal("failed in its gradient: \(error)")
        }
        return try call.function.checked(gradients, call.operands, "gradient")
    }
}

extension Tensor {
    /// Calls a function of the embedding program.
    ///
    /// - Parameter results: the types that it gives for these operands.
    public static func calling(
        _ function: HostFunction, _ inputs: [Tensor], arguments: [String: StaticValue],
        results: [TensorType]
    ) throws(OpError) -> [Tensor] {
        try applyAll(
            HostFunctionCall(
                function: function, arguments: arguments, operands: inputs.map(\.type),
                results: results), inputs)
    }
}
