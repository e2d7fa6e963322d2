import DLMData
import DLMSyntax
import DLMTypes

/// A data block evaluated: what programs see of it, and the pipelines to open.
struct EvaluatedDataBlock: Sendable {
    let value: DataBlockValue
    let pipelines: [String: DataPipeline]
}

extension Evaluator {
    /// Evaluates the body of a data block: each binding is a part, `let` makes a helper. No file is
    /// touched; a part that was refused is left out.
    func evaluateDataBlock(_ node: DataDeclaration, in module: Module) -> EvaluatedDataBlock {
        let scope = Scope(module)
        var streams: [(name: Identifier, stream: DataStream)] = []
        var isIncomplete = false
        for statement in node.body.statements {
            switch statement {
            case .binding(let binding):
                let value = evaluate(binding.value, in: scope)
                guard case .name(let name) = binding.pattern else {
                    _ = fail(.typeMismatch, "a part has one name", at: binding.pattern.span)
                    continue
                }
                scope.bind(name.name, value)
                if value.isError { isIncomplete = true }
                if binding.isLet || value.isError { continue }
                guard case .object(let object) = value, let stream = object as? DataStream else {
                    _ = fail(
                        .typeMismatch, "a part of a data block is a source and its steps",
                        at: binding.value.span, "this is \(value.noun)",
                        help: "write a helper as let \(name.name) = …")
                    continue
                }
                if stream.isBroken {
                    isIncomplete = true
                } else {
                    streams.append((name, stream))
                }
            case .error: continue
            default:
                _ = fail(
                    .misplacedDeclaration, "a data block holds parts: name = source |> steps",
                    at: statement.span)
            }
        }
        var symbols = FactSymbols(block: node.name.name)
        var parts: [DataBlockValue.Part] = []
        var pipelines: [String: DataPipeline] = [:]
        for (name, stream) in streams {
            guard let fields = fields(of: stream, &symbols) else {
                isIncomplete = true
                continue
            }
            parts.append(
                DataBlockValue.Part(name: name.name, fields: fields, span: stream.sourceSpan))
            pipelines[name.name] = stream.pipeline
        }
        let value = DataBlockValue(
            name: node.name.name, parts: parts, symbols: symbols.symbols, facts: nil,
            isIncomplete: isIncomplete)
        return EvaluatedDataBlock(value: value, pipelines: pipelines)
    }

    /// The fields after all steps; nil when a step was refused, which is reported at the step.
    private func fields(of stream: DataStream, _ symbols: inout FactSymbols) -> [DataField]? {
        var fields: [DataField]
        do throws(DataArgumentError) {
            fields = try stream.source.fields(stream.arguments, facts: &symbols)
        } catch {
            report(.error(.typeMismatch, "\(error)", at: stream.sourceSpan))
            return nil
        }
        for step in stream.steps {
            do throws(TransformError) {
                fields = try step.transform.infer(fields)
            } catch {
                report(
                    Diagnostic.error(.sampleShape, error.problem, at: step.span).help(error.help))
                return nil
            }
        }
        return fields
    }
}
