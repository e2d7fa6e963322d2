import DLMData
import DLMSyntax
import DLMSystem
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
            block: DataBlock(name: name, parts: evaluated.pipelines, host: environment.system))
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

    /// The data of a part that is open.
    func dataset(_ part: String, of name: String) -> Dataset? {
        entries[name]?.block.dataset(part)
    }

    /// Opens what is left of a block until its classes are known: names of classes are the same in
    /// all parts, labels without names say only the highest of their part. A file that is not there
    /// is no error while another part says something: training data may be left behind.
    mutating func openClasses(_ name: String) throws(ProgramFault) {
        var missing: ProgramFault?
        for part in entries[name]?.value.parts ?? [] where part.tellsClasses {
            if entries[name]?.block.facts.strings("classNames") != nil { return }
            do throws(ProgramFault) {
                _ = try open(part.name, of: name)
            } catch {
                guard error.diagnostics.allSatisfy({ $0.code == .fileNotFound }) else {
                    throw error
                }
                missing = missing ?? error
            }
        }
        if let missing, entries[name]?.block.facts.integer("classes") == nil { throw missing }
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
            for (fact, text) in entry.block.facts.recorded { result["\(name).\(fact)"] = text }
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
