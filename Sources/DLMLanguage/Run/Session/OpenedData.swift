import DLMData
import DLMSyntax
import DLMTypes

/// The data blocks of a program while a run opens what it needs.
struct OpenedData {
    private struct Entry {
        let node: DataDeclaration
        let value: DataBlockValue
        var block: DataBlock
    }

    private var entries: [String: Entry] = [:]

    /// Evaluates a data block with the values of this run, unless that was done.
    mutating func add(
        _ name: String, _ environment: RunEnvironment, seed: UInt64
    ) throws(ProgramFault) {
        guard entries[name] == nil, let (declaration, module) = environment.program.data(name)
        else { return }
        let evaluator = environment.evaluator(
            .run(VariableStore(seed: seed)), isTraining: false)
        let evaluated = evaluator.evaluateDataBlock(declaration, in: module)
        if evaluator.diagnostics.hasErrors {
            // What the check let pass and a run refuses is the data's doing.
            throw ProgramFault(stage: .data, diagnostics: evaluator.diagnostics.sorted)
        }
        entries[name] = Entry(
            node: declaration, value: evaluated.value,
            block: DataBlock(name: name, parts: evaluated.pipelines))
    }

    /// Opens a part.
    mutating func open(_ part: String, of name: String) throws(ProgramFault) -> Dataset? {
        guard var entry = entries[name] else { return nil }
        let span = entry.value.part(part)?.span ?? entry.node.name.span
        defer { entries[name] = entry }
        do {
            return try entry.block.open(part)
        } catch let error as DataError {
            throw ProgramFault(stage: .data, diagnostics: [error.diagnostic(at: span)])
        } catch {
            throw ProgramFault(
                stage: .data,
                diagnostics: [
                    .error(.unreadableFile, "\(name).\(part) cannot be opened: \(error)", at: span)
                ])
        }
    }

    /// The parts of a block whose samples say how many classes there are.
    func partsWithClasses(_ name: String) -> [String] {
        guard let entry = entries[name], entry.block.facts.integer("classes") == nil else {
            return []
        }
        return entry.value.parts.filter { part in
            part.fields.contains { $0.tensorType?.classes != nil }
        }.map(\.name)
    }

    /// The blocks with the facts known by now, as programs see them.
    var values: [String: DataBlockValue] {
        entries.mapValues { entry in
            DataBlockValue(
                name: entry.value.name, parts: entry.value.parts, symbols: entry.value.symbols,
                facts: entry.block.facts)
        }
    }

    /// All facts in the form a checkpoint records.
    var record: [String: String] {
        var result: [String: String] = [:]
        for (name, entry) in entries {
            for (fact, value) in entry.block.facts.values {
                let text =
                    switch value {
                    case .integer(let number): String(number)
                    case .strings(let names): names.joined(separator: "\n")
                    case .numbers(let numbers):
                        numbers.map { String($0) }.joined(separator: ",")
                    }
                result["\(name).\(fact)"] = text
            }
        }
        return result
    }
}

extension Program {
    /// A data block of the user's files.
    func data(_ name: String) -> (DataDeclaration, Module)? {
        for module in userModules {
            if case .data(let node)? = module.declarations[name] { return (node, module) }
        }
        return nil
    }
}
