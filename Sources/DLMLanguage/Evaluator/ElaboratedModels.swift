import DLMSyntax
import DLMTensor
import DLMTypes

/// Models that a check found sound for every input their signatures allow. Where a run block then
/// applies one to its own lengths, only the graph's shape rules are asked again, not the text.
final class ElaboratedModels {
    private struct Key: Hashable {
        let model: ObjectIdentifier
        let isTraining: Bool
    }

    private struct Entry {
        let inputs: [Tensor]
        let taps: [(name: String, value: TensorValue)]
        let uses: [VariableUse]
        /// New values of buffers, which have shape rules too.
        let updates: [Tensor]
    }

    private var entries: [Key: Entry] = [:]
    /// Whether models are being added: their text is evaluated then.
    var isRecording = true

    /// Notes what a model came to in a context of its own.
    func record(
        _ model: ModelDeclaration, _ inputs: [Value], _ taps: RecordValue,
        _ context: ElaborationContext
    ) {
        guard let inputs = Self.tensors(inputs), !context.isOpen else { return }
        var named: [(name: String, value: TensorValue)] = []
        for entry in taps.entries {
            guard case .tensor(let tensor) = entry.value else { return }
            named.append((entry.name, tensor))
        }
        let key = Key(model: ObjectIdentifier(model), isTraining: context.isTraining)
        entries[key] = Entry(
            inputs: inputs, taps: named, uses: context.uses, updates: context.updates.map(\.value))
    }

    /// The taps for these inputs, and its variables added to the context; nil when the text must be
    /// evaluated to know.
    func taps(
        _ model: ModelDeclaration, _ inputs: [Value], _ context: ElaborationContext
    ) -> RecordValue? {
        let key = Key(model: ObjectIdentifier(model), isTraining: context.isTraining)
        guard !isRecording, let entry = entries[key], let inputs = Self.tensors(inputs),
            let lengths = Self.lengths(entry.inputs.map(\.type), inputs.map(\.type))
        else { return nil }
        let replacements = Dictionary(
            zip(entry.inputs, inputs), uniquingKeysWith: { first, _ in first })
        let roots = entry.taps.map(\.value.tensor) + entry.updates
        guard
            let made = Tensor.replayed(roots, replacing: replacements, lengths: lengths),
            made.count == roots.count
        else { return nil }
        for use in entry.uses { context.add(use) }
        return RecordValue(
            zip(entry.taps, made).map { tap, tensor in
                (name: tap.name, value: .tensor(TensorValue(tensor, tap.value.span)))
            })
    }

    private static func tensors(_ values: [Value]) -> [Tensor]? {
        var tensors: [Tensor] = []
        for value in values {
            guard case .tensor(let tensor) = value else { return nil }
            tensors.append(tensor.tensor)
        }
        return tensors
    }

    /// What the symbols of the signature are for inputs of these types; nil when that is not plain.
    private static func lengths(
        _ open: [TensorType], _ known: [TensorType]
    ) -> [DimSymbol: Dim]? {
        guard open.count == known.count else { return nil }
        var result: [DimSymbol: Dim] = [:]
        for (a, b) in zip(open, known) where a.rank == b.rank {
            for (symbolic, length) in zip(a.shape, b.shape) {
                guard let symbol = symbolic.symbol, symbol.role == .bound else { continue }
                result[symbol] = result[symbol] ?? length
            }
        }
        for (a, b) in zip(open, known) where a.substituting(result) != b { return nil }
        return result
    }
}
