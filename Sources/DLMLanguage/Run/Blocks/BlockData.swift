import DLMData
import DLMSyntax
import DLMTypes

/// The data that a run block names: a whole block, or one part of it.
struct BlockData {
    let value: DataBlockValue
    /// Nil for a whole block, as `train` takes it.
    let part: DataBlockValue.Part?

    /// Evaluates the expression behind `on`; nil when it was refused.
    init?(_ block: RunBlock, _ evaluator: Evaluator) {
        let span = block.node.data.span
        let value = evaluator.evaluate(block.node.data, in: Scope(block.module))
        guard case .object(let object) = value else {
            if !value.isError {
                _ = evaluator.fail(
                    .typeMismatch, "\(block.kind.rawValue) runs on a data block", at: span,
                    "this is \(value.noun)")
            }
            return nil
        }
        if let data = object as? DataBlockValue {
            self.value = data
            part = nil
            if block.kind != .train {
                let names = data.parts.map { "\(data.name).\($0.name)" }.joined(separator: ", ")
                _ = evaluator.fail(
                    .typeMismatch, "\(block.kind.rawValue) runs on one part of the data", at: span,
                    help: "write one of \(names)")
                return nil
            }
            if data.part("train") == nil {
                if !data.isIncomplete {
                    let names = data.parts.map(\.name)
                    evaluator.report(
                        Diagnostic.error(
                            .unknownMember, "\(data.name) has no part train", at: span
                        ).help(
                            suggestion(for: "train", among: names).map {
                                "did you mean to name \($0) train?"
                            }))
                }
                return nil
            }
            return
        }
        guard let chosen = object as? DataPartValue else {
            _ = evaluator.fail(
                .typeMismatch, "\(block.kind.rawValue) runs on a data block", at: span,
                "this is \(object.noun)")
            return nil
        }
        if block.kind == .train {
            _ = evaluator.fail(
                .typeMismatch, "train runs on a whole data block", at: span,
                "this is one part of it", help: "write: on \(chosen.block.name)")
            return nil
        }
        self.value = chosen.block
        part = chosen.part
    }

    /// Parts that are measured after each epoch: `valid`, and `test` when its samples have all that
    /// training samples have.
    var measuredParts: [DataBlockValue.Part] {
        let wanted = Set(value.part("train")?.fields.map(\.name) ?? [])
        return ["valid", "test"].compactMap { name in
            guard let part = value.part(name) else { return nil }
            return wanted.isSubset(of: part.fields.map(\.name)) ? part : nil
        }
    }

    /// Names in reach of schedules and `keep`.
    var figureParts: [String] { ["train"] + measuredParts.map(\.name) }
}

extension [DataField] {
    /// The fields of a batch of samples: the batch axis comes first.
    func batched(_ batch: Dim) -> [StepElaboration.Field] {
        map { field in
            guard var type = field.tensorType else { return (field.name, nil) }
            type.shape.insert(batch, at: 0)
            return (field.name, type)
        }
    }
}
