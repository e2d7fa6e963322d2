import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Calls a built-in: matches the arguments with its parameters and converts them.
    func call(
        _ builtin: Builtin, _ arguments: [CallArgument], _ span: Span, _ result: Span
    ) -> Value {
        evaluations += Self.effortOfABuiltin
        if isListForgotten(builtin, arguments) { return .error }
        let help = builtin.shapeHelp(arguments)
        guard
            let positions = matched(
                arguments, builtin.names, of: builtin.name, at: span, surplus: help)
        else { return .error }
        var values: [Value] = []
        var spans: [Span?] = []
        var hasUnknowns = false
        var isRefused = false
        for (parameter, position) in zip(builtin.parameters, positions) {
            guard let position else {
                values.append(Value(parameter.defaultValue ?? .none))
                spans.append(nil)
                continue
            }
            let argument = arguments[position]
            spans.append(argument.span)
            if argument.value.holdsError {
                isRefused = true
                values.append(.error)
                continue
            }
            let isAbsent = argument.value.isNone && parameter.defaultValue == StaticValue.none
            guard let type = parameter.type, !isAbsent else {
                values.append(argument.value)
                continue
            }
            let value = argument.value
            guard let converted = convert(value, to: type, unknowns: &hasUnknowns) else {
                refuse(value, type, builtin, parameter, argument.span, span)
                isRefused = true
                continue
            }
            values.append(converted)
        }
        if isRefused { return .error }
        return builtin.apply(
            self,
            BuiltinCall(
                values: values, spans: spans, span: span, resultSpan: result,
                hasUnknowns: hasUnknowns))
    }

    /// `concat(a, b)`: tensors side by side where one list of them is meant.
    private func isListForgotten(_ builtin: Builtin, _ arguments: [CallArgument]) -> Bool {
        guard builtin.parameters.first?.type == .tensors else { return false }
        let tensors = arguments.prefix { $0.label == nil && $0.value.isTensorLike }
        guard tensors.count > 1, let second = tensors.dropFirst().first else { return false }
        let list = tensors.map(\.span.text).joined(separator: ", ")
        report(
            Diagnostic.error(
                .typeMismatch, "\(builtin.name) takes one list of tensors", at: second.span,
                "a second value"
            ).help("put them in brackets: \(builtin.name)([\(list)])"))
        return true
    }

    private func refuse(
        _ value: Value, _ type: ParameterType, _ builtin: Builtin, _ parameter: BuiltinParameter,
        _ place: Span, _ span: Span
    ) {
        if case .enumCase(let name) = value, let cases = type.cases {
            let close = suggestion(for: name, among: cases)
            report(
                Diagnostic.error(
                    .unknownCase, "\(parameter.name) of \(builtin.name) cannot be .\(name)",
                    at: place, "one of \(cases.map { ".\($0)" }.joined(separator: " "))"
                ).help(close.map { "did you mean .\($0)?" }))
            return
        }
        let isLate = value.isTensorLike && type != .tensor && type != .tensors
        let code: DiagnosticCode = isLate ? .notStatic : .typeMismatch
        let isList = if case .list = value { type == .tensor } else { false }
        report(
            Diagnostic.error(
                code, "\(parameter.name) of \(builtin.name) cannot be \(value.noun)", at: place,
                "wants \(type.noun)"
            ).help(
                isList
                    ? "a list of numbers has rows of one length; tensors are put together by stack"
                    : nil))
    }

    /// The value as a parameter's type, or nil. Values that only a run knows become stand-ins.
    func convert(_ value: Value, to type: ParameterType, unknowns: inout Bool) -> Value? {
        switch (type, value) {
        case (.tensor, _): return tensor(value).map { .tensor(TensorValue($0, value.place)) }
        case (.tensors, .list(let items)), (.tensors, .tuple(let items)):
            var converted: [Value] = []
            for item in items {
                guard let tensor = tensor(item) else { return nil }
                converted.append(.tensor(TensorValue(tensor, item.place)))
            }
            return .list(converted)
        case (.tensors, _):
            return tensor(value).map { .list([.tensor(TensorValue($0, value.place))]) }
        case (.int, .int): return value
        case (.float, .int), (.float, .float): return value
        case (.float, .unknown(.float)):
            unknowns = true
            return .float(0.5)
        case (.bool, .bool): return value
        case (.bool, .unknown(.bool)), (.bool, .undecided):
            unknowns = true
            context.isOpen = true
            return .bool(false)
        case (.string, .string), (.path, .path), (.duration, .duration), (.record, .record):
            return value
        case (.path, .string(let text)): return .path(text)
        case (.enumeration(let cases), .enumCase(let name)):
            return cases.contains(name) ? value : nil
        case (.enumeration(let cases), .unknown(.enumeration)):
            unknowns = true
            return cases.first.map { .enumCase($0) }
        case (.list(let element), .list(let items)), (.oneOrList(let element), .list(let items)):
            var converted: [Value] = []
            for item in items {
                guard let one = convert(item, to: element, unknowns: &unknowns) else { return nil }
                converted.append(one)
            }
            return .list(converted)
        case (.anyOf(let types), _):
            for type in types {
                if let one = convert(value, to: type, unknowns: &unknowns) { return one }
            }
            return nil
        case (.oneOrList(let element), _):
            return convert(value, to: element, unknowns: &unknowns)
        default: return nil
        }
    }
}

extension Value {
    /// Where the value was made, for a tensor.
    var place: Span? {
        if case .tensor(let tensor) = self { return tensor.span }
        return nil
    }

    /// The value of a default in a signature.
    init(_ value: StaticValue) {
        switch value {
        case .none: self = .none
        case .int(let dim): self = .int(dim)
        case .float(let number): self = .float(number)
        case .bool(let truth): self = .bool(truth)
        case .string(let text): self = .string(text)
        case .path(let path): self = .path(path)
        case .enumCase(let name): self = .enumCase(name)
        case .list(let items): self = .list(items.map { Value($0) })
        case .record(let entries):
            let sorted = entries.sorted { $0.key < $1.key }
            self = .record(RecordValue(sorted.map { ($0.key, Value($0.value)) }))
        case .duration(let count, let unit):
            self = .duration(count, unit == .epochs ? .epochs : .steps)
        }
    }

    /// The value for a built-in that knows no graph; nil for tensors, functions and the like.
    var staticValue: StaticValue? { converted { _ in nil } }

    /// The static value; `standIn` says what takes the place of values that have none.
    func converted(_ standIn: (Value) -> StaticValue?) -> StaticValue? {
        switch self {
        case .none: return StaticValue.none
        case .int(let dim): return .int(dim)
        case .float(let number): return .float(number)
        case .bool(let truth): return .bool(truth)
        case .string(let text): return .string(text)
        case .path(let path): return .path(path)
        case .enumCase(let name): return .enumCase(name)
        case .duration(let count, let unit):
            return .duration(count, unit: unit == .epochs ? .epochs : .steps)
        case .list(let items), .tuple(let items):
            var values: [StaticValue] = []
            for item in items {
                guard let value = item.converted(standIn) else { return nil }
                values.append(value)
            }
            return .list(values)
        case .record(let record):
            var values: [String: StaticValue] = [:]
            for (name, item) in record.entries {
                guard let value = item.converted(standIn) else { return nil }
                values[name] = value
            }
            return .record(values)
        default: return standIn(self)
        }
    }
}

extension ParameterType {
    /// The cases it takes, when there are any.
    var cases: [String]? {
        switch self {
        case .enumeration(let cases): cases
        case .anyOf(let types): types.compactMap(\.cases).first
        default: nil
        }
    }

    /// What a message calls it.
    var noun: String {
        switch self {
        case .tensor: "a tensor"
        case .tensors: "a list of tensors"
        case .int: "a whole number known before the run"
        case .float: "a number known before the run"
        case .bool: "true or false"
        case .string: "a string"
        case .path: "a path"
        case .enumeration(let cases): "one of \(cases.map { ".\($0)" }.joined(separator: " "))"
        case .list(let element): "a list of values, each \(element.noun)"
        case .oneOrList(let element): "\(element.noun), or a list of them"
        case .anyOf(let types): types.map(\.noun).joined(separator: ", or ")
        case .record: "a record"
        case .duration: "a duration such as 2 epochs"
        }
    }
}
