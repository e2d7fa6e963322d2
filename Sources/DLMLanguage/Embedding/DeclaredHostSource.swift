import DLMData
import DLMSyntax
import DLMTypes

/// A data source of the embedding program with its type in the language.
enum DeclaredHostSource {
    /// - Parameters:
    ///   - type: `(split: String = "train") -> { image: UInt8[3, H, W], label: Int }`. Capitals are
    ///     facts of the samples.
    ///   - labels: the field whose numbers are classes; nil when there is none.
    /// - Throws: `ProgramFault` for a type that does not parse or is none of a source.
    static func entry(
        _ name: String, type: String, labels: String?,
        open: @escaping @Sendable (DataArguments) throws -> HostSamples
    ) throws(ProgramFault) -> DataSourceEntry {
        let head = "def \(name)"
        let source = SourceFile(path: "the type of \(name)", text: "\(head)\(type) { 0.0 }")
        let place = Span(source, head.utf8.count, head.utf8.count + type.utf8.count)
        func refused(_ problem: String, _ help: String? = nil) -> ProgramFault {
            ProgramFault(
                stage: .check,
                diagnostics: [Diagnostic.error(.typeMismatch, problem, at: place).help(help)])
        }
        let (file, found) = ParsedFile.parse(source)
        guard !found.hasErrors else {
            throw ProgramFault(stage: .check, diagnostics: found.sorted)
        }
        guard file.declarations.count == 1, case .function(let node)? = file.declarations.first,
            node.name.name == name, case .record(let written)? = node.result?.kind
        else {
            throw refused(
                "\(type) is not the type of a data source",
                "write it like (split: String) -> { image: UInt8[3, H, W], label: Int }")
        }
        var fields: [Field] = []
        for field in written {
            guard let one = Field(field, isLabel: field.name.name == labels) else {
                throw refused(
                    "\(field.name.name): \(field.type.span.text) is not the type of a field",
                    "a field is String, or a tensor type such as Float[T, 28] or Int")
            }
            fields.append(one)
        }
        if let labels, !fields.contains(where: { $0.name == labels }) {
            throw refused("there is no field \(labels) for the labels")
        }
        var parameters: [Parameter] = []
        for parameter in node.parameters {
            guard let one = Parameter(parameter) else {
                throw refused(
                    "\(parameter.span.text) is not a parameter of a data source",
                    "its type is Int, Float, Bool, String or Path, and its default a literal")
            }
            parameters.append(one)
        }
        let declared = fields
        return DataSourceEntry(
            Signature(name, parameters, documentation: "Data of the embedding program: \(type)."),
            fields: { facts in declared.map { $0.declared(&facts) } }, open: open)
    }

    /// A field as written, with capitals still open.
    private struct Field: Sendable {
        let name: String
        /// Nil for text.
        let element: (dtype: DType, kind: Kind?)?
        let extents: [Extent]
        let isLabel: Bool

        enum Extent: Sendable {
            case length(Int)
            case fact(String)
        }

        init?(_ field: TypeField, isLabel: Bool) {
            name = field.name.name
            self.isLabel = isLabel
            switch field.type.kind {
            case .name(let written) where written.name == "String" && !isLabel:
                (element, extents) = (nil, [])
            case .name(let written):
                guard let known = TensorElement(written.name) else { return nil }
                (element, extents) = ((known.dtype, known.kind), [])
            case .tensor(let written, let sizes):
                guard let known = TensorElement(written.name) else { return nil }
                var extents: [Extent] = []
                for size in sizes {
                    guard case .size(let expr) = size else { return nil }
                    switch expr.kind {
                    case .integer(let length) where length >= 0: extents.append(.length(length))
                    case .name(let fact) where Identifier(fact, expr.span).isCapitalised:
                        extents.append(.fact(fact))
                    default: return nil
                    }
                }
                (element, self.extents) = ((known.dtype, known.kind), extents)
            default: return nil
            }
            if isLabel, element?.dtype != .int64 { return nil }
        }

        func declared(_ facts: inout FactSymbols) -> DataField {
            guard let element else { return DataField(name, .string) }
            let shape: [Dim] = extents.map { extent in
                switch extent {
                case .length(let length): Dim(length)
                case .fact(let fact): facts.dim(fact)
                }
            }
            let classes = isLabel ? facts.dim("classes") : nil
            let type = TensorType(element.dtype, shape, kind: element.kind, classes: classes)
            return DataField(name, .tensor(type))
        }
    }
}

extension Parameter {
    /// A parameter as written; nil for types and defaults that a source cannot have.
    fileprivate init?(_ parameter: FormalParameter) {
        guard case .name(let type)? = parameter.type?.kind else { return nil }
        let types: [String: ParameterType] = [
            "Int": .int, "Float": .float, "Bool": .bool, "String": .string, "Path": .path,
        ]
        guard let known = types[type.name] else { return nil }
        var value: StaticValue?
        if let expr = parameter.defaultValue {
            switch (known, expr.kind) {
            case (.int, .integer(let number)): value = .int(Dim(number))
            case (.float, .integer(let number)): value = .float(Double(number))
            case (.float, .float(let number)): value = .float(number)
            case (.bool, .boolean(let truth)): value = .bool(truth)
            case (.string, .string(let text)): value = .string(text)
            case (.path, .string(let text)): value = .path(text)
            default: return nil
            }
        }
        self.init(parameter.callName, known, default: value)
    }
}
