import DLMData
import DLMSyntax
import DLMTensor
import DLMTypes

/// A data block's name in a program: its parts, and facts such as `faces.classes`.
struct DataBlockValue: HostObject, Sendable {
    /// One part: its fields with lengths that only the data knows as symbols, until it is opened.
    struct Part: Sendable {
        let name: String
        let fields: [DataField]
        let span: Span

        /// Whether its samples have labels of as many classes as only the data knows.
        var tellsClasses: Bool {
            fields.contains { $0.tensorType?.classes?.symbols.isEmpty == false }
        }
    }

    let name: String
    let parts: [Part]
    /// Symbols of the facts in use.
    let symbols: [String: DimSymbol]
    /// What the opened data says; nil while a program is only checked.
    let facts: DataFacts?
    /// A part was refused: what the block lacks may be that part's, and nothing is said about it.
    var isIncomplete = false

    var noun: String { "the data block \(name)" }

    var memberNames: [String] {
        parts.map(\.name) + symbols.keys.sorted()
            + (symbols["classes"] == nil ? [] : ["classNames"])
    }

    /// Names of the classes, their numbers where the data has no names; nil while it is not open.
    private var classNames: [String]? {
        facts?.strings("classNames")
            ?? facts?.integer("classes").map { count in (0..<count).map { String($0) } }
    }

    func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    func member(_ name: String, _ evaluator: Evaluator) -> Value? {
        if let part = part(name) { return .object(DataPartValue(block: self, part: part)) }
        if name == "classNames", symbols["classes"] != nil {
            return .object(ClassNamesValue(block: self.name, names: classNames))
        }
        guard let symbol = symbols[name] else { return isIncomplete ? .error : nil }
        if let length = facts?.integer(name) { return .int(Dim(length)) }
        return .int(Dim(symbol))
    }
}

/// `faces.train`.
struct DataPartValue: HostObject, Sendable {
    let block: DataBlockValue
    let part: DataBlockValue.Part

    var noun: String { "the data \(block.name).\(part.name)" }
}

/// `faces.classNames`: indexed by labels it gives the column of their names.
struct ClassNamesValue: HostObject, Sendable {
    let block: String
    /// Nil while a program is only checked.
    let names: [String]?

    var noun: String { "the class names of \(block)" }

    func index(_ items: [Value], at span: Span, _ evaluator: Evaluator) -> Value? {
        guard items.count == 1 else { return nil }
        switch items[0] {
        case .error: return .error
        case .tensor(let labels):
            guard !labels.type.dtype.isFloating, labels.type.dtype != .bool else {
                return evaluator.fail(
                    .typeMismatch, "class names are indexed by labels", at: span,
                    "this is \(labels.type)", help: "argmax(logits) gives labels")
            }
            return .object(LabelNames(labels: labels.tensor, names: names))
        case .int(let place):
            guard let names else { return .unknown(.string) }
            guard let index = place.constant, names.indices.contains(index) else {
                return evaluator.fail(
                    .indexOutOfRange, "\(block) has \(names.count) classes", at: span)
            }
            return .string(names[index])
        default: return nil
        }
    }
}

/// Labels that are written as the names of their classes.
struct LabelNames: HostObject, Sendable {
    let labels: Tensor
    let names: [String]?

    var noun: String { "names of classes" }
}

/// A string field of a sample, such as `name`: only a column of a prediction can use it.
struct StringFieldValue: HostObject, Sendable {
    let field: String

    var noun: String { "the text field \(field)" }
}
