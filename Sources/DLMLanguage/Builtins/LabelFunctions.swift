import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Functions of labels.
    static let labels: [Builtin] = [pick, perClass]

    private static let pick = Builtin(
        "pick", [BuiltinParameter("x", .tensor), BuiltinParameter("label", .tensor)],
        documentation: "The number that each label [...] points to on the last axis of x [..., C].",
        example: "pick(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0], case .tensor(let label) = call.values[1] else {
            return .error
        }
        guard let last = x.type.shape.last else {
            return evaluator.fail(.rankMismatch, "pick needs a last axis of classes", at: call.span)
        }
        if let classes = label.type.classes,
            let refused = evaluator.checkClasses(classes, last, x, label, at: call.span)
        {
            return refused
        }
        return evaluator.build(call, name: "pick") { () throws(OpError) in
            try x.tensor.gather(label.tensor.unsqueeze(axis: -1), axis: -1).squeeze(axis: -1)
        }
    }
}

extension Evaluator {
    /// Labels of as many classes as the axis they point into is long; `.error` when they are not.
    func checkClasses(
        _ classes: Dim, _ length: Dim, _ x: TensorValue, _ label: TensorValue, at span: Span
    ) -> Value? {
        let relation = classes.relation(to: length)
        if relation == .equal { return nil }
        if case .undecided = relation, context.isDefinitionCheck { return nil }
        // The loss that the user called, and the tensor given to it.
        let site = userCall
        let name = isLibrary(span) ? site?.name ?? "pick" : "pick"
        let given = site?.inputs.first { $0.type.shape.last == length } ?? x
        var diagnostic = Diagnostic.error(
            .labelRange, "\(name): the labels have \(classes) classes, the last axis has \(length)",
            at: site?.span ?? span, "the labels are 0 ..< \(classes)")
        if let place = given.span, place != site?.span {
            diagnostic = diagnostic.also(place, "this is \(given.type)")
        }
        report(
            diagnostic.help("let the last layer give \(classes) numbers: Linear(\(classes))"))
        return .error
    }
}
