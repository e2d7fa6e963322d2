import DLMSyntax
import DLMTensor
import DLMTraining

extension Evaluator {
    /// Gradients of a loss with respect to the parameters; nil when it was refused: the loss is no
    /// function of any of them, and training would change nothing.
    func gradients(
        of loss: Tensor, _ parameters: [VariableUse], at span: Span
    ) throws(OpError) -> [Tensor]? {
        let found = try loss.reachingGradients(with: parameters.map(\.tensor))
        guard found.contains(where: { $0 != nil }) else {
            refuseConstant(parameters, at: span)
            return nil
        }
        var gradients: [Tensor] = []
        for (parameter, gradient) in zip(parameters, found) {
            if let gradient {
                gradients.append(gradient)
            } else {
                gradients.append(try .zeros(like: parameter.tensor))
            }
        }
        return gradients
    }

    /// Refuses a loss that no parameter reaches, as far as a check can tell: what stands for a part
    /// of a model that was checked before may hide one.
    func checkReach(_ loss: Average, _ parameters: [VariableUse], at span: Span) {
        let known = Set(parameters.map { ObjectIdentifier($0.tensor.node) })
        for node in Node.inOrder([loss.sum.node, loss.weight.node]) {
            if known.contains(ObjectIdentifier(node)) { return }
            if let leaf = node.operation as? Placeholder, leaf.isStandIn { return }
        }
        refuseConstant(parameters, at: span)
    }

    private func refuseConstant(_ parameters: [VariableUse], at span: Span) {
        _ = fail(
            .typeMismatch, "no parameter of the model has a part in the loss", at: span,
            parameters.isEmpty ? "the model has no parameters" : "training would change nothing",
            help: "compute it from what the model gives, as in crossEntropy(logits, label)")
    }
}
