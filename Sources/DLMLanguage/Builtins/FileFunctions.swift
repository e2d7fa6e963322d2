import DLMData
import DLMSyntax
import DLMSystem
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Tensors from files and to files.
    static let files: [Builtin] = [readTensors, writeTensors]

    private static let readTensors = Builtin(
        "readTensors", [BuiltinParameter("path", .path)],
        documentation: "The tensors of a file: a record of them for .safetensors and .npz, one "
            + "tensor for .npy. A name with dots is picked as r[\"layer.weight\"]. The file is read "
            + "by a run; a check takes whatever is done with it for right."
    ) { evaluator, call in
        guard case .path(let path) = call.values[0] else { return .error }
        // Nothing is known of a file before the run, so nothing that is done with it is refused.
        guard evaluator.context.isRun else { return .error }
        do {
            let tensors = try TensorFile.read(path, in: evaluator.host.files)
            let values: [(name: String, value: Value)] = tensors.map { name, array in
                (name: name, value: .tensor(TensorValue(.constant(array), call.resultSpan)))
            }
            if path.lowercased().hasSuffix(".npy"), let only = values.first { return only.value }
            return .record(RecordValue(values))
        } catch let error as DataError {
            evaluator.report(error.diagnostic(at: call.spans[0] ?? call.span))
        } catch {
            return evaluator.fail(.unreadableFile, "\(path): \(error)", at: call.span)
        }
        return .error
    }

    private static let writeTensors = Builtin(
        "writeTensors", [BuiltinParameter("path", .path), BuiltinParameter("tensors", nil)],
        documentation: "Writes the tensors of a record to a .safetensors or .npz file, or one "
            + "tensor to a .npy file, in one atomic step. It stands at the top level of a file."
    ) { evaluator, call in
        guard case .path(let path) = call.values[0] else { return .error }
        let (value, span) = (call.values[1], call.spans[1] ?? call.span)
        if value.holdsError { return .error }
        var names: [String] = [""]
        var values = [value]
        if case .record(let record) = value {
            names = record.names
            values = record.entries.map(\.value)
        }
        if names == [""], !path.lowercased().hasSuffix(".npy") {
            return evaluator.fail(
                .typeMismatch, "a file of this kind holds tensors by name; this is \(value.noun)",
                at: span, help: "give a record, { name: tensor }, or let the path end in .npy")
        }
        for (name, part) in zip(names, values) where evaluator.tensor(part) == nil {
            return evaluator.fail(
                .typeMismatch,
                "a file holds tensors; \(name.isEmpty ? "this" : name) is "
                    + part.noun, at: span, help: "give a record: { name: tensor }")
        }
        return .object(TensorsToWrite(path: path, names: names, values: values))
    }
}

/// A file about to be written.
private struct TensorsToWrite: HostObject {
    let path: String
    let names: [String]
    let values: [Value]
    var noun: String { "a file about to be written" }
}

extension Materializer {
    /// Writes a file when that is what the value is about, and gives its path.
    @discardableResult
    func write(_ value: Value, at span: Span) throws(ProgramFault) -> String? {
        guard case .object(let object) = value, let file = object as? TensorsToWrite else {
            return nil
        }
        var tensors: [(String, HostArray)] = []
        for (name, value) in zip(file.names, file.values) {
            let computed = try computed(.tuple([value]), at: span)
            guard case .tuple(let items) = computed, let item = items.first,
                let array = array(item)
            else { continue }
            tensors.append((name, array))
        }
        do {
            try TensorFile.write(file.path, tensors, in: evaluator.host.files)
        } catch let error as DataError {
            throw ProgramFault(stage: .data, diagnostics: [error.diagnostic(at: span)])
        } catch {
            throw ProgramFault(
                stage: .data,
                diagnostics: [.error(.cannotWrite, "\(file.path): \(error)", at: span)])
        }
        return file.path
    }
}
