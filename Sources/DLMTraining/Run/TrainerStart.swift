import DLMTensor

/// How a run begins: anew, from weights, or where another stopped.
extension Trainer {
    /// Refuses options that lead nowhere before anything is written.
    func checkOptions() throws {
        guard options.resume else { return }
        guard options.weights == nil else {
            throw TrainingFault(
                "--weights and --resume exclude each other",
                help: "a resumed run has the weights of its last checkpoint")
        }
        guard host.files.exists(directory.last) else {
            throw TrainingFault(
                "\(directory.last): there is no run to resume",
                help: "start one without --resume")
        }
    }

    func begin() throws {
        noteUnboundedState()
        if let weights = options.weights {
            let file = try WeightsFile(weights, in: host.files)
            let changed = try committing { () throws in
                try file.restore(into: job.variables, model: job.model, record: job.record)
            }
            // They may serve other data, but class names in another order would name wrongly.
            for line in changed { host.report(.note("\(weights): trained on other data: \(line)")) }
        }
        if options.resume { try resume() } else { beginAverages() }
        host.report(
            .began(
                RunFacts(
                    model: job.model, parameters: parameterCount,
                    trainingSamples: dataset.count, batch: progress.batch,
                    epochs: job.settings.epochs, directory: directory.path,
                    resumed: options.resume
                        ? RunFacts.ResumePoint(
                            epoch: progress.epoch, step: progress.stepInEpoch) : nil)))
        if options.resume, progress.epoch >= job.settings.epochs {
            host.report(
                .note(
                    "\(Figures.counted(progress.epoch, "epoch")) done already; "
                        + "for more: --set epochs=\(progress.epoch + 1) or higher"))
        }
    }

    /// Averages of weights begin with the weights.
    func beginAverages() {
        let parameters = Dictionary(
            job.variables.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for variable in job.variables where variable.role == .average {
            let path = String(variable.path.dropFirst(Variable.averagePrefix.count))
            if let parameter = parameters[path] { variable.value = parameter.value }
        }
    }

    /// Sets variables while nobody else reads them.
    private func committing<T>(_ work: () throws -> T) throws -> T {
        var result: Result<T, any Error>?
        host.commit { result = Result { try work() } }
        guard let result else { throw TrainingFault("the host did not let the weights be set") }
        return try result.get()
    }

    private var parameterCount: Int {
        job.variables.filter { $0.role == .parameter }
            .reduce(0) { $0 + ($1.type.knownShape ?? []).reduce(1, *) }
    }

    private func resume() throws {
        let path = directory.last
        let checkpoint = try Checkpoint.read(path, in: host.files)
        guard let saved = checkpoint.progress else {
            throw TrainingFault(
                "\(path): does not say where its run stood",
                help: "begin from its weights: --weights \(path)")
        }
        if saved.batch != job.settings.batch || saved.trainingSamples != dataset.count {
            throw TrainingFault(
                "\(path): the run had batches of \(saved.batch) from "
                    + "\(saved.trainingSamples) training samples; now they are "
                    + "\(job.settings.batch) from \(dataset.count)",
                help: "use the same data and --set values, or begin anew with --weights \(path)")
        }
        if saved.accumulate != job.settings.accumulate {
            throw TrainingFault(
                "\(path): accumulate was \(saved.accumulate), now it is "
                    + "\(job.settings.accumulate)",
                help: "set accumulate=\(saved.accumulate), or begin anew with --weights \(path)")
        }
        guard saved.isConsistent(batchesPerEpoch: batchesPerEpoch) else {
            throw TrainingFault(
                "\(path): stands after step \(saved.stepInEpoch) of epoch \(saved.epoch) and "
                    + "\(saved.steps) steps in all, with epochs of \(batchesPerEpoch); "
                    + "it is damaged",
                help: "begin from its weights: --weights \(path)")
        }
        let changed = checkpoint.differences(from: job.record.facts)
        guard changed.isEmpty else {
            throw TrainingFault(
                "\(path): the data has changed since", notes: changed,
                help: "use the same data, or begin anew with --weights \(path)")
        }
        try committing {
            try checkpoint.restoreAll(into: job.variables, model: job.model, from: path)
        }
        if saved.seed != progress.seed {
            host.report(.note("going on with the run's seed, \(saved.seed)"))
        }
        progress = saved
        for index in evaluations.indices { evaluations[index].seed = saved.seed }
        ownsDirectory = true
        try MetricsFile(directory.metrics, in: host.files).keep(throughEpoch: saved.epoch)
    }
}
