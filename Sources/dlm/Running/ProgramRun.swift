import DLM

/// One program run from the command line: prepares it, runs the blocks asked for, and turns what
/// happens into words and an exit status.
struct ProgramRun {
    private let verb: String
    private let arguments: ProgramArguments
    private let resume: Bool
    private let console: Console
    /// Whether the `show` and `expect` lines are left out: somebody else has carried them out.
    var skipsScript = false

    init(_ verb: String, _ arguments: ProgramArguments, resume: Bool = false) {
        self.verb = verb
        self.arguments = arguments
        self.resume = resume
        console = Console(isQuiet: arguments.quiet)
    }

    /// Runs the blocks. Throws nothing but `ExitStatus`.
    func run(_ blocks: PreparedBlocks) throws {
        ThreadWaiting.settle()
        do {
            Interrupts.install()
            let program = try prepare(blocks)
            Interrupts.beginRun()
            try execute(program, blocks)
        } catch let status as ExitStatus {
            throw status
        } catch let fault as ProgramFault {
            console.diagnostics(fault.rendered(colour: Stream.error.isColoured))
            throw ExitStatus(rawValue: fault.exitStatus) ?? .failure
        } catch {
            console.failure(error)
            throw ExitStatus.failure
        }
    }

    private func prepare(_ blocks: PreparedBlocks) throws -> PreparedProgram {
        let console = console
        let engine = Engine(host: Host(write: { console.note($0) }))
        return try engine.prepare(
            arguments.file, blocks: blocks,
            overrides: arguments.overrides.compactMap(Override.init), seed: arguments.seed)
    }

    private func execute(_ program: PreparedProgram, _ blocks: PreparedBlocks) throws {
        let console = console
        let runtime = Runtime(threads: arguments.threads ?? 0)
        let host = RunHost(
            isInterrupted: { Interrupts.isRequested }, report: { console.show($0) })
        if blocks == .all, let script = program.script {
            if !skipsScript { try self.run(script, runtime) }
            if program.isScript { return }
        }
        // Not after hours of training.
        for job in program.predictions { try job.checkOutput(in: arguments.directory) }
        var isTrained = false
        // Held to the end: what is evaluated must be what was trained.
        let lock = RunLock(arguments.directory)
        defer { lock.release() }
        if blocks.contains(.train) {
            if let job = program.train {
                isTrained = try train(job, lock, runtime, host)
            } else if blocks == .train {
                throw missing("train")
            }
        }
        let jobs = program.evaluations.count + program.predictions.count
        if jobs == 0 {
            if blocks == .evaluate { throw missing("evaluate") }
            if blocks == .predict { throw missing("predict") }
            if program.train == nil { throw missing("train, evaluate or predict") }
            return
        }
        let weights = try restore(program, isTrained: isTrained)
        for job in program.evaluations {
            try evaluate(job, epoch: weights?.epoch ?? 0, runtime, host)
        }
        for job in program.predictions { try predict(job, runtime, host) }
    }

    /// Carries out the `show` and `expect` lines.
    private func run(_ script: ScriptJob, _ runtime: Runtime) throws {
        let console = console
        let outcome = try script.run(
            runtime, isInterrupted: { Interrupts.isRequested }, print: { console.result($0) })
        guard outcome.failures.isEmpty else {
            console.diagnostics(outcome.rendered(colour: Stream.error.isColoured))
            throw ExitStatus.failure
        }
        if outcome.kept > 0 {
            console.note("\(outcome.kept) expectation\(outcome.kept == 1 ? "" : "s") met")
        }
    }

    private func missing(_ block: String) -> TrainingFault {
        TrainingFault(
            "\(arguments.file): the program has no \(block) block",
            help: "see dlm help for the other subcommands")
    }

    /// Whether at least one epoch was trained, so that the run's folder holds its weights.
    private func train(
        _ job: TrainingJob, _ lock: RunLock, _ runtime: Runtime, _ host: RunHost
    ) throws -> Bool {
        let options = RunOptions(
            directory: arguments.directory.path, resume: resume, weights: arguments.weights,
            lock: lock)
        let result = try Trainer(job, runtime: runtime, options: options, host: host).run()
        guard result.isComplete else {
            throw interrupted(result)
        }
        for line in TrainingSummary.lines(result) { console.result(line) }
        return result.epochs > 0
    }

    private func interrupted(_ result: TrainingResult) -> ExitStatus {
        for line in TrainingSummary.interruption(result, verb: verb, words: arguments.words) {
            console.result(line)
        }
        return .failure
    }

    /// Sets the weights for evaluation and prediction: those named, or the run's best.
    private func restore(
        _ program: PreparedProgram, isTrained: Bool
    ) throws -> WeightsFile? {
        let file: WeightsFile
        if let path = arguments.weights, !isTrained {
            file = try WeightsFile(path, in: SystemFiles())
        } else if isTrained || program.train == nil {
            file = try WeightsFile(of: arguments.directory)
        } else {
            // No epoch was asked for: the variables are what they were initialised to.
            return nil
        }
        let model = program.evaluations.first?.model ?? program.predictions.first?.model ?? ""
        let changed = try file.restore(
            into: program.variables, model: model, record: program.record)
        for line in changed { console.note("\(file.path): trained on other data: \(line)") }
        console.note("weights: \(file.path)")
        return file
    }

    private func evaluate(
        _ job: EvaluationJob, epoch: Int, _ runtime: Runtime, _ host: RunHost
    ) throws {
        let runner = try EvaluationRunner(job, runtime: runtime, host: host)
        guard let record = try runner.measure(epoch: epoch) else { throw stopped() }
        console.result(TrainingSummary.line(record))
        // Another file's weights say nothing about this run.
        if arguments.weights == nil { try arguments.directory.append(record) }
    }

    private func predict(_ job: EvaluationJob, _ runtime: Runtime, _ host: RunHost) throws {
        let runner = try EvaluationRunner(job, runtime: runtime, host: host)
        guard let (path, rows) = try runner.predict(in: arguments.directory) else {
            throw stopped()
        }
        console.result("\(path): \(Figures.grouped(rows)) rows")
    }

    private func stopped() -> ExitStatus {
        console.result("interrupted; nothing was written")
        return .failure
    }
}
