import DLMData
import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

extension ProgramSession {
    /// Checks the program, opens its data and makes its variables.
    /// - Throws: `ProgramFault` with every diagnostic.
    public func prepare(
        _ wanted: PreparedBlocks = .all, seed: UInt64? = nil
    ) throws(ProgramFault) -> PreparedProgram {
        let checked = checked()
        if checked.diagnostics.hasErrors {
            throw ProgramFault(stage: .check, diagnostics: checked.diagnostics.sorted)
        }
        return try prepare(checked, wanted, seed: seed, in: nil)
    }

    /// Opens the data of a program that checks and makes its variables: in a store of their own
    /// unless one is given.
    func prepare(
        _ checked: Checked, _ wanted: PreparedBlocks, seed: UInt64?, in store: VariableStore?
    ) throws(ProgramFault) -> PreparedProgram {
        var preparation = Preparation(checked, overrides: overrides, seed: seed, store: store)
        let blocks = checked.blocks.filter { wanted.contains($0.kind.option) }
        try preparation.openData(blocks)
        return try preparation.prepared(blocks)
    }
}

extension ProgramSession.Checked {
    /// The setting `seed` of the `train` block; 0 when it has none.
    var seed: UInt64 {
        let evaluator = environment.evaluator(.check, isTraining: true)
        let train = blocks.first { $0.kind == .train }
        return train.flatMap { PlainSettings(evaluator: evaluator, block: $0).seed() } ?? 0
    }
}

extension RunKind {
    var option: PreparedBlocks {
        switch self {
        case .train: .train
        case .evaluate: .evaluate
        case .predict: .predict
        }
    }
}

/// A program on its way from a successful check to jobs.
private struct Preparation {
    var environment: RunEnvironment
    /// The program's train block, wanted or not: it has settings that the others share.
    let trainBlock: RunBlock?
    let overrides: [Override]
    let seed: UInt64
    let store: VariableStore
    var data = OpenedData()
    private var datasets: [String: Dataset] = [:]

    init(
        _ checked: ProgramSession.Checked, overrides: [Override], seed given: UInt64?,
        store givenStore: VariableStore?
    ) {
        environment = checked.environment
        self.overrides = overrides
        let train = checked.blocks.first { $0.kind == .train }
        trainBlock = train
        seed = given ?? checked.seed
        store = givenStore ?? VariableStore(seed: seed)
    }

    /// The data that a block names, as the check sees it.
    private func blockData(_ block: RunBlock) throws(ProgramFault) -> BlockData {
        let evaluator = environment.evaluator(.check, isTraining: false)
        guard let data = BlockData(block, evaluator) else { throw evaluator.fault }
        return data
    }

    /// Opens every part that the blocks use, and what else is needed to know the classes.
    mutating func openData(_ blocks: [RunBlock]) throws(ProgramFault) {
        var wanted: [(part: String, block: String)] = []
        for block in blocks {
            let used = try blockData(block)
            let name = used.value.name
            try data.add(name, environment, seed: seed)
            let parts = used.part.map { [$0.name] } ?? used.figureParts
            for part in parts where try data.open(part, of: name) != nil {
                wanted.append((part, name))
            }
        }
        for name in environment.program.dataNames {
            try data.add(name, environment, seed: seed)
            try data.openClasses(name)
        }
        // Only now is it known how many classes the parts have together.
        for (part, name) in wanted {
            datasets["\(name).\(part)"] = data.dataset(part, of: name)
        }
        environment.data = data.values
    }

    func prepared(_ blocks: [RunBlock]) throws(ProgramFault) -> PreparedProgram {
        var train: TrainingJob?
        var evaluations: [EvaluationJob] = []
        var predictions: [EvaluationJob] = []
        for block in blocks {
            switch block.kind {
            case .train: train = try trainingJob(block)
            case .evaluate: evaluations.append(try evaluationJob(block, write: nil))
            case .predict:
                for write in block.writes.indices {
                    predictions.append(try evaluationJob(block, write: write))
                }
            }
        }
        train?.variables = store.variables
        return PreparedProgram(
            train: train, evaluations: evaluations, predictions: predictions,
            script: ScriptJob(environment, store), variables: store.variables, record: record)
    }

    private var record: ProgramRecord {
        ProgramRecord(
            sources: environment.program.userModules.map {
                ($0.file.source.path, $0.file.source.text)
            },
            overrides: overrides.map { ($0.name, $0.value) }, facts: data.record)
    }

    private func trainingJob(_ block: RunBlock) throws(ProgramFault) -> TrainingJob {
        let used = try blockData(block)
        var parts: [String: Dataset] = [:]
        for part in used.figureParts { parts[part] = datasets["\(used.value.name).\(part)"] }
        guard let training = parts["train"] else {
            throw ProgramFault(stage: .data, diagnostics: [])
        }
        let builder = StepBuilder(environment, block, store, fields: training.fields)
        let settings = environment.evaluator(.run(store), isTraining: true)
        let plain = PlainSettings(evaluator: settings, block: block)
        let batch = plain.count("batch", default: PlainSettings.defaultBatch) ?? 1
        let epochs = plain.count("epochs", default: PlainSettings.defaultEpochs) ?? 1
        let accumulate = plain.count("accumulate", default: 1) ?? 1
        // A first elaboration makes the variables and shows what only known lengths can show.
        let shapes = training.batchTypes(min(batch, max(training.count, 1)))
        _ = try builder.step(shapes, isTraining: true)
        let directions = try builder.directions(shapes)
        let figures = directions.map(\.name) + ["loss"]
        let kept = plain.keep(parts: used.figureParts, figures: figures)
        let schedule = try schedule(block, used, figures)
        try settings.throwErrors()
        return TrainingJob(
            model: block.node.model.name,
            settings: TrainingSettings(
                batch: batch, epochs: epochs, seed: seed, accumulate: accumulate,
                keep: kept.map { metric in
                    (metric, directions.first { $0.name == metric.name }?.direction ?? .min)
                }),
            parts: parts, variables: store.variables,
            trainingStep: { try builder.step($0, isTraining: true) },
            evaluationStep: { try builder.step($0, isTraining: false) },
            schedule: schedule, metrics: directions, record: record)
    }

    private func schedule(
        _ block: RunBlock, _ used: BlockData, _ figures: [String]
    ) throws(ProgramFault) -> ScheduleGraph? {
        let evaluator = environment.evaluator(.run(store), isTraining: true)
        let factor = ScheduleEvaluation(
            evaluator: evaluator, block: block, parts: used.figureParts, figures: figures
        ).factor()
        try evaluator.throwErrors()
        guard let factor else { return nil }
        let updates = evaluator.context.commits
        return ScheduleGraph(
            factor: factor, updates: updates,
            reads: ScheduleEvaluation.reads([factor] + updates.map(\.value)))
    }

    private func evaluationJob(
        _ block: RunBlock, write: Int?
    ) throws(ProgramFault) -> EvaluationJob {
        let used = try blockData(block)
        let name = "\(used.value.name).\(used.part?.name ?? "")"
        guard let dataset = datasets[name] else {
            throw ProgramFault(stage: .data, diagnostics: [])
        }
        let evaluator = environment.evaluator(.run(store), isTraining: false)
        let plain = PlainSettings(evaluator: evaluator, block: block)
        // As large as the batches of training: what fits there fits here.
        let shared = trainBlock.flatMap { train in
            PlainSettings(evaluator: evaluator, block: train)
                .count("batch", default: PlainSettings.defaultBatch)
        }
        let batch =
            plain.count("batch", default: shared ?? PlainSettings.defaultBatch)
            ?? PlainSettings.defaultBatch
        let output = write.flatMap { plain.path(block.writes[$0]) }
        try evaluator.throwErrors()
        let builder = StepBuilder(
            environment, block, store, fields: dataset.fields, write: write)
        let shapes = dataset.batchTypes(min(batch, max(dataset.count, 1)))
        _ = try builder.step(shapes, isTraining: false)
        return EvaluationJob(
            model: block.node.model.name, part: name, data: dataset, batch: batch, output: output
        ) { try builder.step($0, isTraining: false) }
    }
}

extension StepBuilder {
    /// The metrics in order, each with the direction it declares; smaller is better unless it says
    /// otherwise.
    func directions(
        _ types: [String: TensorType]
    ) throws(ProgramFault) -> [(name: String, direction: Direction)] {
        let evaluator = environment.evaluator(.run(store), isTraining: false)
        var fields: [StepElaboration.Field] = textFields.map { ($0, nil) }
        fields += types.keys.sorted().map { ($0, types[$0]) }
        let step = StepElaboration(
            block, fields: fields, batch: types.values.first?.shape.first ?? 1,
            evaluator: evaluator)
        let metrics = step?.metrics() ?? []
        try evaluator.throwErrors()
        return metrics.map { ($0.name, $0.value.direction ?? .min) }
    }
}

extension Program {
    /// Names of the data blocks of the user's files.
    var dataNames: [String] {
        userModules.flatMap { module in
            module.file.declarations.compactMap { declaration in
                if case .data(let node) = declaration { node.name.name } else { nil }
            }
        }
    }
}

extension Dataset {
    /// The types of a batch's tensors.
    func batchTypes(_ batch: Int) -> [String: TensorType] {
        var result: [String: TensorType] = [:]
        for field in fields {
            guard var type = field.tensorType else { continue }
            type.shape.insert(Dim(batch), at: 0)
            result[field.name] = type
        }
        return result
    }
}
