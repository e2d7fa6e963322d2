import DLMTypes

/// Values whose derivative is given by a rule instead of being found: a `gradient def`.
///
/// Operands: the values, the arguments they were computed from, and what the rule captured.
public struct CustomGradient: PassThroughOperation {
    /// Parameters: the arguments, the captured values, and last the gradients of the values.
    /// Results: the gradients of the arguments that have one.
    public let rule: Subgraph
    public let passed: Int
    /// For each argument, the result of the rule that is its gradient.
    public let places: [Int?]

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try passedTypes(inputs, rule: rule, extra: passed, "the derivative by hand")
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        var upstream: [Tensor] = []
        for place in context.outputs.indices { upstream.append(try context.flow(place)) }
        let found = try rule.applied(to: Array(context.inputs.dropFirst(passed)) + upstream)
        var gradients: [Tensor?] = context.inputs.map { _ in nil }
        for (argument, place) in places.enumerated() {
            gradients[passed + argument] = place.map { found[$0] }
        }
        return gradients
    }
}

extension Tensor {
    /// `values`, computed from `arguments`, with the derivative that `rule` gives: from the
    /// arguments and the gradients of the values to one gradient an argument, nil where none flows.
    ///
    /// - Throws: `OpError` when a gradient has another type than its argument.
    public static func customGradient(
        of values: [Tensor], arguments: [Tensor],
        rule: (_ arguments: [Tensor], _ upstream: [Tensor]) throws(OpError) -> [Tensor?]
    ) throws(OpError) -> [Tensor] {
        let own = arguments.map { Tensor.placeholder("custom.argument", $0.type) }
        let upstream = values.map { Tensor.placeholder("custom.upstream", $0.type.plain) }
        let gradients = try rule(own, upstream)
        var places: [Int?] = []
        var results: [Tensor] = []
        for (argument, gradient) in zip(arguments, gradients) {
            guard let gradient else {
                places.append(nil)
                continue
            }
            guard gradient.shape == argument.shape, gradient.dtype == argument.dtype else {
                throw OpError(
                    .argument("gradient"),
                    message: "the gradient of \(argument.type.plain) is \(gradient.type.plain)",
                    help: "give it the shape of its argument")
            }
            places.append(results.count)
            results.append(gradient)
        }
        // The gradients of the values come last, behind what the rule captured.
        let (first, captured) = try Subgraph.closing(results, over: own + upstream)
        let order =
            Array(first.parameters.prefix(own.count))
            + first.parameters.dropFirst(own.count + upstream.count)
            + first.parameters.dropFirst(own.count).prefix(upstream.count)
        let (body, _) = try Subgraph.closing(first.results, over: order)
        let operation = CustomGradient(rule: body, passed: values.count, places: places)
        return try applyAll(operation, values + arguments + captured)
    }
}
