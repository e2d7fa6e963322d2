import DLMData
import DLMSyntax
import DLMSystem
import DLMTensor
import DLMTraining
import DLMTypes

extension PromptSession {
    /// Makes the variables of every model defined, for any input its signature allows, and says
    /// which variables the models use; nil when one of them cannot be elaborated so.
    @discardableResult
    func makeVariables() -> Set<String>? {
        let nothing = SourceFile(path: "prompt", text: "")
        let empty = ParsedFile(source: nothing, doc: nil, declarations: [], comments: [])
        guard let program = try? program(adding: empty).program else { return nil }
        var used: Set<String> = []
        var isWhole = true
        for case .model(let node) in state.declarations {
            let evaluator = evaluator(program, .run(store))
            evaluator.host.values = values
            _ = evaluator.checkModel(node, in: program.main)
            if evaluator.diagnostics.hasErrors { isWhole = false }
            used.formUnion(evaluator.context.uses.map(\.path))
        }
        return isWhole ? used : nil
    }

    /// Paths, types and counts of the variables, all or those of one name.
    public func parameters(_ name: String) -> Reply {
        attempt { reply throws(ProgramFault) in
            makeVariables()
            let chosen = store.variables.filter { variable in
                name.isEmpty || variable.path == name || variable.path.hasPrefix(name + ".")
            }
            guard !chosen.isEmpty else {
                if name.isEmpty {
                    reply.shown = [
                        "no layer has variables yet: they are made when a layer is first applied"
                    ]
                } else {
                    reply.refusal = "no variable has a path that begins with \(name)"
                }
                return
            }
            var rows = chosen.map { variable in
                [
                    variable.path, "\(variable.type)",
                    Figures.grouped(variable.type.knownShape?.reduce(1, *) ?? 0),
                    variable.role == .parameter ? "" : variable.role.rawValue,
                ]
            }
            let sizes = chosen.filter { $0.role == .parameter }
                .map { $0.type.knownShape?.reduce(1, *) ?? 0 }
            rows.append(["parameters", "", Figures.grouped(sizes.reduce(0, +)), ""])
            reply.shown = TextTable.lines(rows, right: [2])
        }
    }

    /// Sets the variables that a safetensors file has by path and type, the averages of parameters
    /// where a run kept some, and says what does not fit.
    public func loadWeights(_ path: String) -> Reply {
        withFile(path) { reply in
            makeVariables()
            let checkpoint = try Checkpoint.read(path, in: host.files)
            let variables = store.variables
            let match = CheckpointMatch(checkpoint, variables, roles: [.parameter, .buffer])
            let fitting = Set(match.fitting)
            for variable in variables where fitting.contains(variable.path) {
                let value = checkpoint.average(of: variable) ?? checkpoint.values[variable.path]
                if let value { variable.value = value }
            }
            reply.shown = ["\(path): \(match.fitting.count) of \(variables.count) variables set"]
            reply.shown += match.different.map {
                "\($0.path): \($0.file) in the file, \($0.program) here"
            }
            reply.shown += match.missing.map { "\($0): missing in the file" }
            reply.shown += match.unknown.map { "\($0): in the file, not in the session" }
        }
    }

    /// Writes every variable to a safetensors file, by path.
    public func saveWeights(_ path: String) -> Reply {
        withFile(path) { reply in
            guard path.hasSuffix(".safetensors") else {
                throw DataError(
                    .inaccessible, path, "is no name for a file of weights",
                    help: "let it end in .safetensors")
            }
            makeVariables()
            let variables = store.variables
            guard !variables.isEmpty else {
                reply.refusal = "there is no variable to save yet; nothing was written"
                return
            }
            try SafetensorsFile.write(
                path, tensors: variables.map { ($0.path, $0.value) }, in: host.files)
            reply.shown = ["\(path): \(variables.count) variables"]
        }
    }

    /// Does something with a file; what goes wrong is a diagnostic about its path.
    private func withFile(_ path: String, _ work: (inout Reply) throws -> Void) -> Reply {
        var reply = Reply()
        do {
            try work(&reply)
        } catch {
            let place = Span(source(path), 0, path.utf8.count)
            let diagnostic =
                (error as? DataError)?.diagnostic(at: place)
                ?? .error(.checkpointMismatch, "\(error)", at: place)
            reply.diagnostics.append(diagnostic)
        }
        return reply
    }
}

/// Rows whose columns are aligned.
enum TextTable {
    /// - Parameter right: the columns that end below each other, as numbers do.
    static func lines(_ rows: [[String]], right: Set<Int>) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let blanks = String(repeating: " ", count: widths[column] - text.count)
                if column > 0 { line += "  " }
                line += right.contains(column) ? blanks + text : text + blanks
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
