import DLMSyntax
import DLMTraining
import DLMTypes

/// The settings of a block that are plain numbers.
struct PlainSettings {
    let evaluator: Evaluator
    let block: RunBlock

    static let defaultBatch = 32
    static let defaultEpochs = 1
    /// The most batches, samples or epochs that a setting can ask for.
    private static let largest = 1 << 31

    /// A whole number from 1 up, or the default; nil when it was refused.
    func count(_ name: String, default standard: Int) -> Int? {
        guard let expr = block[name] else { return standard }
        let value = evaluator.evaluate(expr, in: Scope(block.module))
        if value.isError { return nil }
        if case .duration(let count, .epochs) = value, name == "epochs", count >= 1,
            count == count.rounded(), count <= Double(Self.largest)
        {
            return Int(count)
        }
        if let number = value.dim?.constant, number > Self.largest {
            _ = evaluator.fail(
                .typeMismatch, "\(name) is at most \(Self.largest)", at: expr.span)
            return nil
        }
        guard let number = value.dim?.constant, number >= 1 else {
            _ = evaluator.fail(
                .typeMismatch, "\(name) is a whole number from 1 up", at: expr.span,
                "this is \(value.noun)")
            return nil
        }
        return number
    }

    /// The seed, 0 when none is set; nil when it was refused.
    func seed() -> UInt64? {
        guard let expr = block["seed"] else { return 0 }
        let value = evaluator.evaluate(expr, in: Scope(block.module))
        guard let number = value.dim?.constant, number >= 0 else {
            if !value.isError {
                _ = evaluator.fail(
                    .typeMismatch, "seed is a whole number from 0 up", at: expr.span,
                    "this is \(value.noun)")
            }
            return nil
        }
        return UInt64(number)
    }

    /// The figure of the `keep` setting.
    func keep(parts: [String], figures: [String]) -> MetricReference? {
        guard let expr = block["keep"] else { return nil }
        let scope = Scope(block.module)
        scope.bind("best", .function(.builtin(KeepPolicy.best)))
        for part in parts {
            scope.bind(part, .object(PartMetrics(part: part, names: figures, asTensor: false)))
        }
        let value = evaluator.evaluate(expr, in: scope)
        if case .object(let object) = value, let policy = object as? KeepPolicy {
            return policy.metric
        }
        if !value.isError {
            _ = evaluator.fail(
                .typeMismatch, "keep says which epoch is kept", at: expr.span,
                "this is \(value.noun)", help: "as in keep = best(valid.loss)")
        }
        return nil
    }
}

extension PlainSettings {
    /// The file of a `write` statement.
    func path(_ write: WriteStatement) -> String? {
        let value = evaluator.evaluate(write.path, in: Scope(block.module))
        switch value {
        case .path(let path), .string(let path):
            if !path.isEmpty { return path }
            _ = evaluator.fail(.typeMismatch, "the file has no name", at: write.path.span)
        case .unknown(.path), .unknown(.string), .error: break
        default:
            _ = evaluator.fail(
                .typeMismatch, "write wants the name of a file", at: write.path.span,
                "this is \(value.noun)")
        }
        return nil
    }
}
