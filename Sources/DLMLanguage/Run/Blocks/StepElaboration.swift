import DLMData
import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// One elaboration of a run block: the model applied to a batch, and the block's settings evaluated
/// on what it gives. A check does it with symbolic lengths, a run with those of a batch.
struct StepElaboration {
    let evaluator: Evaluator
    let block: RunBlock
    let scope: Scope
    /// Samples in the batch.
    let batch: Dim

    /// A field of the batch: its type with the batch axis first, nil for text.
    typealias Field = (name: String, type: TensorType?)

    /// Applies the model where the fields hold its inputs; reports what is missing.
    init?(_ block: RunBlock, fields: [Field], batch: Dim, evaluator: Evaluator) {
        self.evaluator = evaluator
        self.block = block
        self.batch = batch
        let scope = Scope(block.module)
        self.scope = scope
        let fields = Self.assumed(fields, block, evaluator)
        for field in fields {
            guard let type = field.type else {
                scope.bind(field.name, .object(StringFieldValue(field: field.name)))
                continue
            }
            let tensor = Tensor.placeholder(field.name, type)
            scope.bind(field.name, .tensor(TensorValue(tensor, block.node.data.span)))
        }
        guard applyModel(fields) else { return nil }
        for helper in block.helpers { evaluator.evaluateBinding(helper, in: scope) }
    }

    private func applyModel(_ fields: [Field]) -> Bool {
        let name = block.node.model
        guard let (declaration, module) = block.module.resolve(name.name),
            case .model(let model) = declaration
        else {
            let models = block.module.visibleModels
            evaluator.report(
                Diagnostic.error(.unknownName, "there is no model \(name.name)", at: name.span)
                    .help(suggestion(for: name.name, among: models).map { "did you mean \($0)?" }))
            return false
        }
        let names = fields.map(\.name)
        let missing = model.inputs.filter { !names.contains($0.callName) }
        if let input = missing.first {
            // An evaluation may apply the model by hand: model(a), model(b).
            if block.kind == .evaluate { return true }
            evaluator.report(
                Diagnostic.error(
                    .missingField, "the samples have no field \(input.callName)",
                    at: block.node.data.span, "the fields are \(names.joined(separator: ", "))"
                ).also(input.span, "\(name.name) takes it"))
            return false
        }
        let arguments = model.inputs.map { input in
            CallArgument(scope.local(input.callName) ?? .error, block.node.data.span)
        }
        let value = evaluator.apply(
            .model(ModelValue(declaration: model, module: module)), arguments, at: name.span,
            result: name.span)
        guard case .record(let taps) = value else { return !value.isError && bindAll(model) }
        for tap in taps.entries {
            if names.contains(tap.name) {
                evaluator.report(
                    Diagnostic.error(
                        .duplicateName,
                        "\(tap.name) is a field of the samples and a tap of the model",
                        at: name.span
                    ).help("rename the binding \(tap.name) in \(name.name)"))
                scope.bind(tap.name, .error)
            } else {
                scope.bind(tap.name, tap.value)
            }
        }
        scope.hint =
            "\(name.name) has the taps \(taps.names.joined(separator: ", ")); "
            + "the samples have \(names.joined(separator: ", "))"
        return true
    }

    /// Binds every tap to a refused value, so that nothing more is said about them.
    private func bindAll(_ model: ModelDeclaration) -> Bool {
        for statement in model.body.statements {
            guard case .binding(let binding) = statement else { continue }
            for name in binding.pattern.names { scope.bind(name.name, .error) }
        }
        return true
    }

    /// The loss, in whatever form the program gives it.
    func loss() -> AverageValue? {
        guard let expr = block["loss"] else { return nil }
        return average(evaluator.evaluate(expr, in: scope), expr.span, "the loss")
    }

    /// The metrics in the order written.
    func metrics() -> [(name: String, value: AverageValue)] {
        guard let expr = block["metrics"] else { return [] }
        let value = evaluator.evaluate(expr, in: scope)
        guard case .record(let record) = value else {
            if !value.isError {
                _ = evaluator.fail(
                    .typeMismatch, "metrics is a record", at: expr.span, "this is \(value.noun)",
                    help: "as in metrics = { accuracy: accuracy(logits, label) }")
            }
            return []
        }
        var result: [(name: String, value: AverageValue)] = []
        for entry in record.entries where !isReserved(entry.name, in: expr) {
            if let value = average(entry.value, expr.span, "the metric \(entry.name)") {
                result.append((entry.name, value))
            }
        }
        return result
    }

    /// Names of the metrics, refused ones among them.
    var metricNames: [String] {
        guard case .record(let entries)? = block["metrics"]?.kind else {
            return metrics().map(\.name)
        }
        return entries.compactMap { entry in
            switch entry.key {
            case .name(let name): name.name
            case .string(let text, _): text
            case .otherwise: nil
            }
        }
    }

    /// A plain scalar weighs as much as its batch has samples.
    private func average(_ value: Value, _ span: Span, _ what: String) -> AverageValue? {
        switch value {
        case .error: return nil
        case .average(let average): return average
        case .tensor(let scalar) where scalar.type.rank == 0 && scalar.type.dtype.isFloating:
            guard let count = batch.constant else {
                return AverageValue(
                    Average(sum: scalar.tensor, weight: scalar.tensor), scalar.span)
            }
            let weight = Tensor.scalar(Double(count), scalar.type.dtype)
            guard let sum = try? scalar.tensor * weight else { return nil }
            return AverageValue(Average(sum: sum, weight: weight), scalar.span)
        case .tensor(let tensor):
            _ = evaluator.fail(
                .typeMismatch, "\(what) is one number", at: span, "this is \(tensor.type)",
                help: "take the mean of it")
        default:
            _ = evaluator.fail(
                .typeMismatch, "\(what) is a tensor without axes", at: span,
                "this is \(value.noun)")
        }
        return nil
    }

    /// The columns of a `write` statement.
    func columns(_ write: WriteStatement) -> [(name: String, value: Column)] {
        var result: [(name: String, value: Column)] = []
        for entry in write.columns {
            let name: String
            switch entry.key {
            case .name(let identifier): name = identifier.name
            case .string(let text, _): name = text
            case .otherwise(let span):
                _ = evaluator.fail(.expectedName, "a column has a name", at: span)
                continue
            }
            if let column = column(evaluator.evaluate(entry.value, in: scope), entry.value.span) {
                result.append((name, column))
            }
        }
        return result
    }

    private func column(_ value: Value, _ span: Span) -> Column? {
        switch value {
        case .error: return nil
        case .tensor(let tensor):
            if let length = tensor.type.shape.first, length.relation(to: batch) == .equal {
                return .tensor(tensor.tensor)
            }
            _ = evaluator.fail(
                .shapeMismatch, "a column has one row a sample", at: span,
                "this is \(tensor.type), the batch has \(batch) samples")
        case .object(let object):
            if let field = object as? StringFieldValue { return .field(field.field) }
            if let labels = object as? LabelNames {
                return .names(labels.labels, labels.names ?? [])
            }
            _ = evaluator.fail(.typeMismatch, "\(object.noun) cannot be a column", at: span)
        default:
            _ = evaluator.fail(
                .typeMismatch, "a column is a field, a tensor or names of classes", at: span,
                "this is \(value.noun)")
        }
        return nil
    }
}

extension Module {
    /// Names of the models it sees, for suggestions.
    var visibleModels: [String] {
        var names: [String] = []
        for module in [self] + imports {
            for (name, declaration) in module.declarations {
                if case .model = declaration { names.append(name) }
            }
        }
        return names
    }
}

extension StepElaboration {
    /// The fields where lengths that only the data knows are what the model's signature asks for: a
    /// check believes it, the run compares.
    private static func assumed(
        _ fields: [Field], _ block: RunBlock, _ evaluator: Evaluator
    ) -> [Field] {
        guard let (declaration, module) = block.module.resolve(block.node.model.name),
            case .model(let model) = declaration
        else { return fields }
        var known: [DimSymbol: Dim] = [:]
        for input in model.inputs {
            guard let type = fields.first(where: { $0.name == input.callName })?.type,
                case .tensor(_, let extents)? = input.type?.kind, extents.count == type.rank
            else { continue }
            for (extent, dim) in zip(extents, type.shape) {
                guard case .size(let expr) = extent, let symbol = dim.symbol,
                    symbol.role == .fact, expr.isStaticExtent,
                    let length = evaluator.evaluate(expr, in: Scope(module)).dim
                else { continue }
                known[symbol] = length
            }
        }
        return known.isEmpty ? fields : fields.map { ($0.name, $0.type?.substituting(known)) }
    }
}

extension Expr {
    /// A number, or a lowercase name: an option or global.
    fileprivate var isStaticExtent: Bool {
        switch kind {
        case .integer: true
        case .name(let name): !Identifier(name, span).isCapitalised
        default: false
        }
    }
}
