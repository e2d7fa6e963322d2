import DLMSyntax
import DLMTensor
import DLMTypes

/// What is known of the numbers of a tensor while a program is elaborated.
enum KnownNumbers {
    case known(HostArray)
    /// The check cannot know them; a run will.
    case later
    /// It was said that a run cannot know them either.
    case refused
}

extension Evaluator {
    /// Where a mask is true: one tensor of positions for each of the axes it covers.
    func positions(of mask: TensorValue, covering axes: [Dim], at span: Span) -> [Tensor]? {
        guard mask.type.rank > 0 else {
            _ = fail(
                .rankMismatch, "a mask needs an axis", at: span, "this is \(mask.type)",
                help: "choose by a condition with if, or by numbers with where")
            return nil
        }
        for (length, wanted) in zip(mask.type.shape, axes) {
            switch length.relation(to: wanted) {
            case .equal: continue
            case .undecided where context.isDefinitionCheck: continue
            default:
                let lengths = axes.map(\.description).joined(separator: ", ")
                _ = fail(
                    .shapeMismatch, "a mask has the lengths of the axes it covers", at: span,
                    "the mask is \(mask.type), the axes are [\(lengths)]")
                return nil
            }
        }
        switch numbers(of: mask.tensor, at: span) {
        case .known(let array):
            if let positions = array.truePositions(unless: host.isInterrupted) { return positions }
            _ = stop(at: span)
            return nil
        case .refused: return nil
        case .later:
            let count = Dim(context.count(of: mask.tensor))
            return axes.map { .unplaced("positions", TensorType(.int64, [count], classes: $0)) }
        }
    }

    /// The numbers of a tensor that decides a shape: computed on the spot when it is made of
    /// constants.
    func numbers(of tensor: Tensor, at span: Span) -> KnownNumbers {
        var isOpen = false
        for node in Node.inOrder([tensor.node]) {
            if node.types.contains(where: { $0.knownShape == nil }) { isOpen = true }
            switch node.operation {
            case let length as Length where length.length.constant == nil: isOpen = true
            case let leaf as VariableRead:
                return refuseNumbers("the variable \(leaf.variable.path)", span)
            case let leaf as Placeholder:
                let isVariable = context.use(leaf.name) != nil
                if isVariable { return refuseNumbers("the variable \(leaf.name)", span) }
                if !leaf.isStandIn, !context.isDefinitionCheck {
                    return refuseNumbers(Self.source(leaf.name), span)
                }
                isOpen = true
            default: continue
            }
        }
        if isOpen { return .later }
        do throws(RunError) {
            let arrays = try Runtime().evaluate([tensor], isCancelled: host.isInterrupted)
            return arrays.first.map { .known($0) } ?? .later
        } catch {
            if host.isInterrupted() {
                _ = stop(at: span)
                return .refused
            }
            _ = fail(.badOperands, error.message, at: span)
            return .refused
        }
    }

    /// What a message calls a value that only the run has.
    private static func source(_ name: String) -> String {
        if name.hasPrefix("scan.") { return "an element or the state of a loop" }
        if name.hasPrefix("random.") { return "random numbers that each step draws" }
        return name
    }

    private func refuseNumbers(_ source: String, _ span: Span) -> KnownNumbers {
        _ = fail(
            .needsKnownSize, "how many elements a mask picks must be known before the run",
            at: span, "this depends on \(source)",
            help: "keep the shape and put zeros elsewhere: where(mask, x, 0), "
                + "sum(where(mask, x, 0))")
        return .refused
    }
}
