import DLMTensor
import DLMTypes

/// How the variables of a checkpoint and those of a program fit, by path.
public struct CheckpointMatch: Sendable {
    public let fitting: [String]
    /// In the program, not in the file.
    public let missing: [String]
    /// In the file, not in the program.
    public let unknown: [String]
    /// In both with another shape or element type: path, in the file, in the program.
    public let different: [(path: String, file: String, program: String)]

    public init(
        _ checkpoint: Checkpoint, _ variables: [Variable], roles: Set<Variable.Role>
    ) {
        var fitting: [String] = []
        var missing: [String] = []
        var different: [(path: String, file: String, program: String)] = []
        var wanted: Set<String> = []
        for variable in variables where roles.contains(variable.role) {
            wanted.insert(variable.path)
            guard let value = checkpoint.values[variable.path] else {
                missing.append(variable.path)
                continue
            }
            if value.dtype == variable.type.dtype, value.shape == variable.type.knownShape {
                fitting.append(variable.path)
            } else {
                let inFile = TensorType(value.dtype, value.shape.map { Dim($0) })
                different.append((variable.path, "\(inFile)", "\(variable.type.plain)"))
            }
        }
        self.fitting = fitting
        self.missing = missing
        self.different = different
        unknown = checkpoint.paths.filter {
            checkpoint.holds($0, anyOf: roles) && !wanted.contains($0)
        }
    }

    public var isComplete: Bool { missing.isEmpty && unknown.isEmpty && different.isEmpty }

    /// The message for a file that does not fit: what fits, what is missing, what differs.
    func fault(_ path: String, model: String, checkpointModel: String?) -> TrainingFault {
        var notes: [String] = []
        let wanted = fitting.count + missing.count + different.count
        notes.append("\(fitting.count) of the program's \(wanted) variables fit")
        notes += misfits
        let other = checkpointModel.flatMap { $0 == model ? nil : " (\($0))" } ?? ""
        return TrainingFault(
            "\(path): holds the weights of another model\(other) than \(model)", notes: notes,
            help: "use the program and the --set values it was trained with; nothing was changed")
    }

    /// The message for a run that is to go on with other state than its weights: another optimizer,
    /// schedule or average.
    func stateFault(_ path: String, _ roles: Set<Variable.Role>) -> TrainingFault {
        let names = [
            (Variable.Role.optimizer, "optimizer"), (.schedule, "schedule"), (.average, "average"),
        ].filter { roles.contains($0.0) }.map(\.1)
        let what = names.joined(separator: " and ")
        return TrainingFault(
            "\(path): the run had another \(what)", notes: misfits,
            help: "resume with the same \(what), or begin anew with --weights \(path)")
    }

    /// What does not fit, by path.
    private var misfits: [String] {
        listed(different.map { "\($0.path): \($0.file) in the file, \($0.program) here" })
            + listed(missing.map { "\($0): missing in the file" })
            + listed(unknown.map { "\($0): in the file, not in the program" })
    }

    private func listed(_ lines: [String]) -> [String] {
        let most = 8
        if lines.count <= most + 1 { return lines }
        return lines.prefix(most) + ["… and \(lines.count - most) more"]
    }
}

extension Checkpoint {
    /// Sets parameters and buffers from this checkpoint: the averages of parameters where the run
    /// kept some.
    ///
    /// - Throws: `TrainingFault` that lists by path what does not fit; nothing is changed then.
    public func restoreWeights(
        into variables: [Variable], model: String, from path: String
    ) throws {
        try restore(into: variables, roles: [.parameter, .buffer], model: model, from: path)
    }

    /// Sets every variable, optimizer and schedule state among them.
    func restoreAll(into variables: [Variable], model: String, from path: String) throws {
        let all: Set<Variable.Role> = [.parameter, .buffer, .optimizer, .schedule, .average]
        try restore(into: variables, roles: all, model: model, from: path)
    }

    private func restore(
        into variables: [Variable], roles: Set<Variable.Role>, model: String, from path: String
    ) throws {
        let match = CheckpointMatch(self, variables, roles: roles)
        guard match.isComplete else {
            let changed = roles.subtracting([.parameter, .buffer]).filter {
                !CheckpointMatch(self, variables, roles: [$0]).isComplete
            }
            let weights = CheckpointMatch(self, variables, roles: [.parameter, .buffer])
            if weights.isComplete, !changed.isEmpty { throw match.stateFault(path, changed) }
            throw match.fault(path, model: model, checkpointModel: self.model)
        }
        for variable in variables where variable.role == .parameter {
            guard let bad = values[variable.path]?.firstNotFinite else { continue }
            throw TrainingFault(
                "\(path): \(variable.path) holds \(Figures.short(bad))",
                help: "take an earlier checkpoint; nothing was changed")
        }
        for variable in variables where roles.contains(variable.role) {
            let average = roles.contains(.average) ? nil : self.average(of: variable)
            if let value = average ?? values[variable.path] { variable.value = value }
        }
    }

    /// The average of a parameter, where the run that wrote the file kept one.
    public func average(of variable: Variable) -> HostArray? {
        let path = Variable.averagePrefix + variable.path
        guard variable.role == .parameter, roles[path] == .average, let value = values[path],
            value.dtype == variable.type.dtype, value.shape == variable.type.knownShape,
            value.firstNotFinite == nil
        else { return nil }
        return value
    }
}
