import DLMLanguage
import DLMTraining

extension Session {
    /// Trains the program's `train` block on the session's weights, as `dlm train` does.
    ///
    /// - Parameters:
    ///   - directory: the folder for metrics and checkpoints.
    ///   - resume: whether to go on from the folder's last checkpoint.
    ///   - weights: a file whose weights to begin with, in place of the session's.
    /// - Returns: a sequence of events that runs when it is iterated. It throws `ProgramFault` for
    ///   data that cannot be opened, `TrainingFault` and `RunError` for a run that failed: the
    ///   weights then are those of the last good step. A run waits for an earlier one of the same
    ///   session to end.
    public func train(
        in directory: String, resume: Bool = false, weights: String? = nil
    ) -> TrainingRun {
        let session = self
        return TrainingRun(
            body: { host in
                try session.training.withLock { _ in
                    let job = try session.trainingJob()
                    let options = RunOptions(
                        directory: directory, resume: resume, weights: weights)
                    return try Trainer(
                        job, runtime: session.engine.runtime, options: options, host: host
                    ).run()
                }
            }, host: runHost)
    }

    /// The program's `train` block with a loop of the caller's own.
    ///
    ///     let loop = try session.trainingLoop()
    ///     while let step = try loop.step() { print(step.loss) }
    ///
    /// - Throws: `ProgramFault` for a program without a `train` block, and for data that cannot be
    ///   opened.
    public func trainingLoop() throws -> TrainingLoop {
        var host = runHost
        host.isInterrupted = { Task.isCancelled }
        return try TrainingLoop(trainingJob(), runtime: engine.runtime, host: host)
    }

    private func trainingJob() throws -> TrainingJob {
        guard let program else {
            throw TrainingFault(
                "the session has no program to train",
                help: "make it of one: engine.session(program)")
        }
        try prompt.requireFree()
        let prepared = try prompt.withLock { prompt in try prompt.prepare(program.checked) }
        guard let job = prepared.train else {
            throw TrainingFault(
                "\(program.path): the program has no train block", help: "add train MODEL { … }")
        }
        return job
    }

    private var runHost: RunHost {
        var host = RunHost(files: engine.host.files, now: engine.host.now)
        let gate = gate
        host.commit = { work in gate.writing(work) }
        return host
    }
}
