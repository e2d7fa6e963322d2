import DLMSyntax
import DLMTypes

@testable import DLMLanguage

extension Declaration {
    var documentation: DocComment? {
        switch self {
        case .block(let node): node.doc
        case .function(let node): node.doc
        case .enumeration(let node): node.doc
        case .binding(let node): node.doc
        default: nil
        }
    }

    /// Name, parameters and result as written; nil for what has none.
    var signatureText: String? {
        let (name, body): (Identifier, Body)
        switch self {
        case .block(let node): (name, body) = (node.name, node.body)
        case .function(let node): (name, body) = (node.name, node.body)
        case .enumeration(let node):
            return "\(node.name.name)`: `.\(node.cases.map(\.name).joined(separator: "` `."))"
        default: return nil
        }
        let file = name.span.file
        let text = file.text(in: name.span.lower..<body.span.lower)
        var words = text.split { $0 == "\n" || $0 == " " }
        if words.last == "=" || words.last == "{" { words.removeLast() }
        return words.joined(separator: " ")
    }
}

extension Builtin {
    /// `conv2d(x, weight, bias: none, stride: 1)`.
    var signatureText: String {
        let list = parameters.map { parameter in
            guard let value = parameter.defaultValue else { return parameter.name }
            return "\(parameter.name): \(value.text)"
        }
        return "\(name)(\(list.joined(separator: ", ")))"
    }
}

extension StaticValue {
    /// As a program writes it.
    var text: String {
        switch self {
        case .none: "none"
        case .int(let dim): "\(dim)"
        case .float(let number): "\(number)"
        case .bool(let truth): "\(truth)"
        case .string(let text), .path(let text): "\"\(text)\""
        case .enumCase(let name): ".\(name)"
        case .list(let items): "[\(items.map(\.text).joined(separator: ", "))]"
        case .record: "{…}"
        case .duration(let count, let unit): "\(Value.plain(count)) \(unit.rawValue)"
        }
    }
}
