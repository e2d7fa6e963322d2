import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Elements beyond which one variable is refused.
    private static let largestVariable = 1 << 33

    /// `parameter name: Type = initial if condition`, and the same with `buffer`: finds the variable
    /// of its path or makes it.
    func declare(_ state: StateDeclaration, in scope: Scope) {
        let name = state.name.name
        let path = context.frame.path(name) + context.arm
        func leave(_ value: Value, exists: Bool) {
            scope.bind(name, value)
            scope.states[name] = StateReference(
                path: path, role: state.role, exists: exists, span: state.name.span)
        }
        if let condition = state.condition {
            switch evaluate(condition, in: scope) {
            case .bool(false): return leave(.none, exists: false)
            case .bool(true): break
            case .undecided, .unknown(.bool): context.isOpen = true
            case .error: return leave(.error, exists: false)
            case let other:
                _ = fail(
                    .notStatic, "whether \(name) exists must be known before the run",
                    at: condition.span, "this is \(other.noun)")
                return leave(.error, exists: false)
            }
        }
        guard let type = tensorType(state.type, in: scope),
            checkSizes(type, of: state),
            let initial = initializer(state.initial, in: scope)
        else { return leave(.error, exists: false) }
        if let use = context.use(path) {
            guard isSame(use, type, state) else { return leave(.error, exists: false) }
            return leave(.tensor(TensorValue(use.tensor, state.span)), exists: true)
        }
        guard let use = makeVariable(path, type, initial, state) else {
            return leave(.error, exists: false)
        }
        context.add(use)
        leave(.tensor(TensorValue(use.tensor, state.span)), exists: true)
    }

    private func makeVariable(
        _ path: String, _ type: TensorType, _ initial: InitializerValue, _ state: StateDeclaration
    ) -> VariableUse? {
        let role: Variable.Role = state.role == .parameter ? .parameter : context.bufferRole
        let owner = owners.last ?? state.span
        guard case .run(let store) = context.placement else {
            return VariableUse(
                path: path, role: role, tensor: .unplaced(path, type), variable: nil,
                declaration: state.span, owner: owner)
        }
        guard let shape = type.knownShape, let entry = InitializerCatalog.entry(initial.name) else {
            _ = fail(.needsKnownSize, "\(state.name.name) needs known sizes", at: state.type.span)
            return nil
        }
        guard
            store.existing(path, role: role, type: type) != nil
                || requireMemory(type.dtype, shape, of: state)
        else { return nil }
        do throws(OpError) {
            let variable = try store.variable(path, role: role, type: type) {
                () throws(OpError) in
                try entry.sample(
                    initial.arguments, shape: shape, dtype: type.dtype,
                    key: RandomKey(seed: store.seed).child(path),
                    isInterrupted: host.isInterrupted)
            }
            guard variable.type.plain == type.plain else {
                _ = fail(
                    .shapeMismatch, "\(path) is \(variable.type) elsewhere and \(type) here",
                    at: state.type.span)
                return nil
            }
            let average =
                context.readsAverages && role == .parameter
                ? store[Variable.averagePrefix + path] : nil
            return VariableUse(
                path: path, role: role, tensor: .variable(average ?? variable), variable: variable,
                declaration: state.span, owner: owner)
        } catch {
            _ = fail(error, at: state.initial.span, name: initial.name, operands: [])
            return nil
        }
    }

    /// Refuses a new variable for which there is no memory.
    private func requireMemory(
        _ dtype: DType, _ shape: [Int], of state: StateDeclaration
    ) -> Bool {
        let bytes = HostMemory.byteCount(dtype, shape)
        // For a moment there are two: the numbers drawn, and the variable's own.
        if let bytes, HostMemory.canHold(2 * bytes) { return true }
        let why = bytes.map { HostMemory.refusal(2 * $0) } ?? "it is larger than any memory"
        _ = fail(
            .outOfMemory, "no memory for \(state.name.name) \(shape): \(why)",
            at: state.type.span, help: "make the layer smaller")
        return false
    }

    /// Whether a variable found by its path is this one: two layers must not share a path, and a
    /// shared layer has one shape.
    private func isSame(_ use: VariableUse, _ type: TensorType, _ state: StateDeclaration) -> Bool {
        let owner = owners.last ?? state.span
        guard use.owner == owner, use.declaration == state.span else {
            report(
                Diagnostic.error(
                    .duplicateName, "two layers have the path \(use.path)", at: owner
                ).also(use.owner, "the other one").help("name one: |> Layer(…) as name"))
            return false
        }
        if use.tensor.shape == type.shape { return true }
        if context.isDefinitionCheck { return true }
        report(
            Diagnostic.error(
                .shapeMismatch,
                "a shared layer has one shape: \(use.path) is \(use.tensor.type), and \(type) here",
                at: owner
            ).help("write the layer twice to have two of them"))
        return false
    }

    /// Sizes of variables must be known before the data's own lengths are.
    private func checkSizes(_ type: TensorType, of state: StateDeclaration) -> Bool {
        for (axis, dim) in type.shape.enumerated() {
            if let size = dim.constant, size < 1 {
                _ = fail(
                    .sizeNotPositive, "\(state.name.name) has an axis of length \(size)",
                    at: state.type.span, "this is \(type)")
                return false
            }
            if context.isDefinitionCheck || context.isRun { continue }
            if dim.symbols.contains(where: { $0.role == .bound }) {
                reportOpenSize(dim, axis, state)
                return false
            }
        }
        if let count = type.count.constant, count > Self.largestVariable {
            _ = fail(
                .outOfMemory, "\(state.name.name) would have \(count) numbers", at: state.type.span,
                "this is \(type)")
            return false
        }
        return true
    }

    private func reportOpenSize(_ dim: Dim, _ axis: Int, _ state: StateDeclaration) {
        let site = calls.last
        let name = site?.name ?? state.name.name
        let input = site?.inputs.first
        let inputAxis = input?.type.shape.lastIndex(of: dim)
        let isLast = inputAxis != nil && inputAxis == input.map { $0.type.rank - 1 }
        let which = isLast ? "its last axis" : inputAxis.map { "axis \($0)" } ?? "\(dim)"
        var diagnostic = Diagnostic.error(
            .needsKnownSize, "\(name) needs the size of \(which)", at: state.type.span,
            "wants \(site?.wants ?? state.type.span.text); \(isLast ? "the last axis" : which) "
                + "is \(dim)")
        if let input, let span = input.span {
            diagnostic = diagnostic.also(span, "this is \(input.type)")
        }
        let isImage = input?.type.rank == 4
        // `flatten` takes every axis unless told where to begin.
        let isFlat =
            isLast && input?.type.rank == 1 && input?.span?.text.hasPrefix("flatten") == true
        diagnostic = diagnostic.help(
            isFlat
                ? "keep the axis of the batch: |> flatten(start: 1)"
                : isImage && isLast
                    ? "pool the image first: |> globalAvgPool"
                    : "give the length a number in the model's signature")
        report(diagnostic)
    }

    /// What `= initial` of a variable means: a recipe, or a number for every element.
    private func initializer(_ expr: Expr, in scope: Scope) -> InitializerValue? {
        var value: Value
        if case .call(let call) = expr.kind, case .name(let name) = call.callee.kind,
            let builtin = BuiltinTable.initializers[name]
        {
            // As nearly every variable begins; the names of all recipes need not be bound then.
            let arguments = evaluateArguments(call, in: scope)
            value = self.call(builtin, arguments, call.callee.span, expr.span)
        } else if case .name(let name) = expr.kind, let builtin = BuiltinTable.initializers[name] {
            value = .function(.builtin(builtin))
        } else {
            let inner = scope.child()
            for (name, builtin) in BuiltinTable.initializers {
                inner.bind(name, .function(.builtin(builtin)))
            }
            value = evaluate(expr, in: inner)
        }
        if case .function(.builtin(let builtin)) = value,
            BuiltinTable.initializers[builtin.name] != nil
        {
            value = call(builtin, [], expr.span, expr.span)
        }
        switch value {
        case .error: return nil
        case .initializer(let initializer): return initializer
        case .int, .float, .unknown(.float):
            return InitializerValue(
                name: "constant", arguments: [.float(value.number ?? 0)])
        default:
            _ = fail(
                .typeMismatch, "a variable begins with an initialiser or a number", at: expr.span,
                "this is \(value.noun)")
            return nil
        }
    }
}
