import DLMSyntax

/// A program that was read and found right: what sessions are made of.
package struct CheckedProgram: Sendable {
    let session: ProgramSession
    let checked: ProgramSession.Checked

    /// Reads and checks a program. No data is touched.
    ///
    /// - Throws: `ProgramFault` with every diagnostic.
    package init(_ session: ProgramSession) throws(ProgramFault) {
        self.session = session
        checked = session.checked()
        guard !checked.diagnostics.hasErrors else {
            throw ProgramFault(stage: .check, diagnostics: checked.diagnostics.sorted)
        }
    }

    /// Opens its data and makes variables for it.
    ///
    /// - Throws: `ProgramFault` for data that cannot be opened, or that does not fit the program.
    package func prepare(
        _ blocks: PreparedBlocks, seed: UInt64?
    ) throws(ProgramFault) -> PreparedProgram {
        try session.prepare(checked, blocks, seed: seed, in: nil)
    }

    /// The program's path, or the name it was given.
    package var path: String { session.path }

    /// What is worth saying of a program that is right.
    package var warnings: [Diagnostic] { checked.diagnostics.sorted }

    /// The setting `seed` of its `train` block; 0 when it has none.
    package var seed: UInt64 { checked.seed }

    /// Its models, in the order of the main file and then of those that it imports.
    package var models: [ModelDescription] {
        checked.environment.program.userModules.flatMap { module in
            module.file.declarations.compactMap { declaration -> ModelDescription? in
                guard case .model(let node) = declaration else { return nil }
                return ModelDescription(node)
            }
        }
    }

    /// Its options with the text of their defaults.
    package var options: [OptionDescription] {
        checked.environment.program.userModules.flatMap { module in
            module.file.declarations.compactMap { declaration -> OptionDescription? in
                guard case .option(let node) = declaration else { return nil }
                return OptionDescription(
                    name: node.name.name, type: node.type?.span.text,
                    defaultValue: node.defaultValue?.span.text,
                    documentation: node.doc?.text ?? "")
            }
        }
    }

    /// The parts of its data blocks, `faces.train`.
    package var dataParts: [String] {
        checked.environment.data.sorted { $0.key < $1.key }.flatMap { name, block in
            block.parts.map { "\(name).\($0.name)" }
        }
    }
}

/// A model as its signature and its body name it.
public struct ModelDescription: Sendable, Hashable {
    public let name: String
    public let inputs: [Input]
    /// Names of the values that its body gives, in order: what can be read of it.
    public let taps: [String]
    /// Its documentation, from the lines `##` above it.
    public let documentation: String

    /// An input by name, and its type as written: `Float[B, 3, H, W]`.
    public struct Input: Sendable, Hashable {
        public let name: String
        public let type: String
    }

    init(_ node: ModelDeclaration) {
        name = node.name.name
        inputs = node.inputs.map { Input(name: $0.callName, type: $0.type?.span.text ?? "") }
        var taps: [String] = []
        for case .binding(let binding) in node.body.statements {
            taps += binding.pattern.names.map(\.name)
        }
        if node.body.value != nil { taps.append("output") }
        self.taps = taps
        documentation = node.doc?.text ?? ""
    }
}

/// An option that a program declares.
public struct OptionDescription: Sendable, Hashable {
    public let name: String
    /// As written; nil when its default says it.
    public let type: String?
    /// As written; nil when a value must be given.
    public let defaultValue: String?
    public let documentation: String
}
