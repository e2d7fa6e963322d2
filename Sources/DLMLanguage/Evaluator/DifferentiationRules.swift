import DLMSyntax
import DLMTensor
import DLMTypes

extension Differentiation {
    /// The gradient of a scalar function.
    func gradient() -> Value {
        guard case .tuple(let parts) = valueAndGradient(), parts.count == 2 else { return .error }
        return parts[1]
    }

    /// (value, gradient).
    func valueAndGradient() -> Value {
        guard let point = point() else { return .error }
        guard let value = evaluator.tensor(point.value) else {
            return refuse(
                "\(name) wants a function that gives a number; this one gives "
                    + point.value.noun, at: span) ?? .error
        }
        let found = build { () throws(OpError) in
            try value.gradients(with: point.sources.flatMap { $0 })
        }
        guard let found else { return .error }
        return .tuple([.tensor(TensorValue(value, result)), values(found, like: point)])
    }

    /// The derivative of every element of the result: one backward pass for each, in a loop.
    func jacobian() -> Value {
        guard let point = point() else { return .error }
        guard let value = evaluator.tensor(point.value), value.dtype.isFloating else {
            return refuse(
                "\(name) wants a function that gives a Float tensor; this one gives "
                    + point.value.noun, at: span) ?? .error
        }
        let sources = point.sources.flatMap { $0 }
        let found = build { () throws(OpError) in
            try value.jacobians(with: sources)
        }
        guard let found else { return .error }
        return values(found, like: point)
    }

    /// The derivative of the gradient.
    func hessian() -> Value {
        let inner = self
        let gradient = DerivedFunction(name: "the gradient") { evaluator, given, span, result in
            Differentiation(
                evaluator: evaluator, name: inner.name, function: inner.function,
                arguments: given, positions: inner.positions, isList: inner.isList, span: span,
                result: result
            ).gradient()
        }
        guard !isList else {
            return refuse("hessian takes one argument number", at: span) ?? .error
        }
        if let position = positions.first, arguments.indices.contains(position),
            let tree = TensorTree(arguments[position].value, evaluator), tree.shape != .leaf
        {
            return refuse(
                "hessian is taken with respect to one tensor; this is "
                    + arguments[position].value.noun, at: arguments[position].span,
                help: "put the tensors together: concat of their flattened parts") ?? .error
        }
        return Differentiation(
            evaluator: evaluator, name: name, function: .function(.derived(gradient)),
            arguments: arguments, positions: positions, isList: false, span: span, result: result
        ).jacobian()
    }

    /// `vjp`: the value, and the function from a direction of the result to the gradient.
    func pullback() -> Value {
        guard let point = point() else { return .error }
        guard let tree = TensorTree(point.value, evaluator) else {
            return refuse(
                "vjp wants a function that gives tensors; this one gives \(point.value.noun)",
                at: span) ?? .error
        }
        let work = self
        let back = DerivedFunction(name: "the pullback") { evaluator, given, span, result in
            guard given.count == 1, let direction = given.first else {
                return evaluator.fail(.surplusArgument, "a pullback takes one value", at: span)
            }
            guard let along = work.direction(direction.value, like: tree, direction.span) else {
                return .error
            }
            let found = work.build { () throws(OpError) in
                try Self.product(tree.leaves, along)
                    .gradients(with: point.sources.flatMap { $0 })
            }
            return found.map { work.values($0, like: point) } ?? .error
        }
        return .tuple([point.value, .function(.derived(back))])
    }

    /// `jvp`: the derivative of `g(u) = Jᵀu`, which is linear in u, along v.
    func pushed(_ direction: Value) -> Value {
        guard let point = point() else { return .error }
        guard let tree = TensorTree(point.value, evaluator) else {
            return refuse(
                "jvp wants a function that gives tensors; this one gives \(point.value.noun)",
                at: span) ?? .error
        }
        let sources = point.sources.flatMap { $0 }
        let whole: Value = isList ? .tuple(arguments.map(\.value)) : arguments[0].value
        guard let shape = TensorTree(whole, evaluator),
            let along = self.direction(direction, like: shape, span)
        else { return .error }
        let found = build { () throws(OpError) in
            var seeds: [Tensor] = []
            for leaf in tree.leaves { seeds.append(try Tensor.zeros(like: leaf).alias()) }
            let pulled = try Self.product(tree.leaves, seeds).gradients(with: sources)
            return try Self.product(pulled, along).gradients(with: seeds)
        }
        guard let found else { return .error }
        return .tuple([point.value, tree.value(found, at: result)])
    }

    /// `checkpoint`: the value, recomputed where its derivative needs what lies in between.
    func recomputed() -> Value {
        guard let point = point(takesIntegers: true) else { return .error }
        guard let tree = TensorTree(point.value, evaluator) else {
            return refuse(
                "checkpoint wants a function that gives tensors; this one gives "
                    + point.value.noun, at: span) ?? .error
        }
        let made = build { () throws(OpError) in
            try Tensor.recomputed(tree.leaves, from: point.sources.flatMap { $0 })
        }
        return made.map { tree.value($0, at: result) } ?? .error
    }

    private func direction(_ value: Value, like tree: TensorTree, _ place: Span) -> [Tensor]? {
        guard let given = TensorTree(value, evaluator), given.shape == tree.shape else {
            return refuse(
                "the direction is \(value.noun); it must be put together like what it belongs to",
                at: place)
        }
        for (left, right) in zip(given.leaves, tree.leaves) where left.shape != right.shape {
            return refuse(
                "the direction is \(left.type); it belongs to \(right.type.plain)", at: place)
        }
        return given.leaves
    }

    /// The sum of the products of tensors, those that can be differentiated.
    private static func product(_ left: [Tensor], _ right: [Tensor]) throws(OpError) -> Tensor {
        var total = Tensor.scalar(0, .float64)
        for (a, b) in zip(left, right) where a.dtype.isFloating {
            total = try total + (a * b.cast(to: a.dtype)).sum().cast(to: .float64)
        }
        return total
    }
}
