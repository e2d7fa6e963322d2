import DLMData
import DLMSyntax
import DLMTraining

extension DataFacts {
    /// Each fact as the text that a checkpoint records.
    var recorded: [String: String] {
        values.mapValues { value in
            switch value {
            case .integer(let number): String(number)
            case .strings(let names): names.joined(separator: "\n")
            case .numbers(let numbers): numbers.map { String($0) }.joined(separator: ",")
            }
        }
    }

    /// The facts of each data block as a checkpoint records them: `faces.classes` = 158.
    ///
    /// What does not read as the fact it should be is left out: a file from elsewhere may say
    /// anything.
    static func blocks(of record: [String: String]) -> [String: DataFacts] {
        var blocks: [String: DataFacts] = [:]
        for (key, text) in record {
            guard let dot = key.lastIndex(of: "."), dot != key.startIndex else { continue }
            let fact = String(key[key.index(after: dot)...])
            guard let value = Value(recorded: text, as: fact) else { continue }
            blocks[String(key[..<dot]), default: DataFacts()][fact] = value
        }
        return blocks
    }
}

extension DataFacts.Value {
    fileprivate init?(recorded text: String, as fact: String) {
        if fact == "classNames" {
            let names = text.split(separator: "\n", omittingEmptySubsequences: false)
            self = .strings(names.map(String.init))
        } else if let number = Int(text) {
            guard number >= 0, number <= 1 << 40 else { return nil }
            self = .integer(number)
        } else {
            let numbers = text.split(separator: ",").map { Double($0) }
            guard !numbers.isEmpty, !numbers.contains(nil) else { return nil }
            self = .numbers(numbers.compactMap(\.self))
        }
    }
}

extension RunEnvironment {
    /// A data block of which these facts are known although its data is not opened; nil when there
    /// is none of that name.
    func data(_ name: String, facts: DataFacts) -> DataBlockValue? {
        guard let (node, module) = program.data(name) else { return nil }
        let value = evaluator(.check, isTraining: false).evaluateDataBlock(node, in: module).value
        return DataBlockValue(
            name: name, parts: value.parts, symbols: value.symbols, facts: facts,
            isIncomplete: value.isIncomplete)
    }

    /// The steps of a part of a data block, `faces.valid`.
    ///
    /// - Throws: `ProgramFault` when there is no such part, or when its steps need what only the
    ///   data knows.
    func steps(of part: String) throws(ProgramFault) -> DataPipeline {
        let names = part.split(separator: ".", maxSplits: 1).map(String.init)
        let evaluator = evaluator(.check, isTraining: false)
        var known: [String] = []
        for name in program.dataNames {
            guard let (node, module) = program.data(name) else { continue }
            let evaluated = evaluator.evaluateDataBlock(node, in: module)
            known += evaluated.value.parts.map { "\(name).\($0.name)" }
            if names.count == 2, names[0] == name, let steps = evaluated.pipelines[names[1]] {
                return steps
            }
        }
        throw noData(part, among: known)
    }

    /// That a program has no data block, or no part of one, of a name; what it has instead.
    func noData(_ name: String, among known: [String]) -> ProgramFault {
        let help =
            suggestion(for: name, among: known).map { "did you mean \($0)?" }
            ?? (known.isEmpty
                ? "the program has no data" : "there are \(known.joined(separator: ", "))")
        let place = Span(SourceFile(path: program.main.file.source.path, text: ""), 0, 0)
        return ProgramFault(
            stage: .data,
            diagnostics: [
                Diagnostic.error(.unknownName, "there is no data \(name)", at: place).help(help)
            ])
    }
}
