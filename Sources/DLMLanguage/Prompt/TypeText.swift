import DLMSyntax
import DLMTensor
import DLMTypes

/// Types of values as the prompt prints them.
enum TypeText {
    static func text(_ value: Value) -> String {
        switch value {
        case .tensor(let tensor):
            let classes = tensor.type.classes.map { ", labels in 0 ..< \($0)" } ?? ""
            return "\(tensor.type)\(classes)"
        case .int: return "Int"
        case .float: return "Float"
        case .bool, .undecided: return "Bool"
        case .string: return "String"
        case .path: return "Path"
        case .unknown(let kind): return kind.rawValue
        case .list(let items):
            let types = Set(items.map { text($0) })
            return types.count == 1 ? "[\(types.first ?? "")]" : "a list of \(items.count)"
        case .tuple(let items): return "(" + items.map { text($0) }.joined(separator: ", ") + ")"
        case .record(let record):
            let entries = record.entries.map { "\($0.name): \(text($0.value))" }
            return "{ " + entries.joined(separator: ", ") + " }"
        default: return value.noun
        }
    }
}

extension Evaluator {
    /// The type of a value; for a layer or a function, from what to what.
    func typeText(_ value: Value) -> String {
        switch value {
        case .instance(let layer):
            let symbols = SymbolicArguments(
                self, layer.module, role: .bound, configuration: layer.configuration)
            return arrow(value, symbols.arguments(layer.declaration.inputs), layer.span)
        case .function(.definition(let node, let module)):
            let symbols = SymbolicArguments(self, module, role: .bound)
            return arrow(value, symbols.arguments(node.parameters), node.name.span)
        case .model(let model):
            let symbols = SymbolicArguments(self, model.module, role: .bound)
            return arrow(
                value, symbols.arguments(model.declaration.inputs), model.declaration.name.span)
        default: return TypeText.text(value)
        }
    }

    private func arrow(_ callee: Value, _ arguments: [CallArgument], _ span: Span) -> String {
        if arguments.contains(where: { $0.value.isError }) { return callee.noun }
        let result = apply(callee, arguments, at: span, result: span)
        let taken = arguments.map { TypeText.text($0.value) }.joined(separator: ", ")
        return "(\(taken)) -> \(TypeText.text(result))"
    }
}

extension Value {
    /// Whether it is a truth, known or computed, that holds.
    var holds: Bool {
        switch self {
        case .bool(let truth): return truth
        case .tensor(let tensor): return tensor.tensor.constantArray?.doubles.first == 1
        default: return false
        }
    }
}
