import DLMTensor
import DLMTypes

/// The schedule's plans: its factor before each step, its updates at the end of an epoch.
struct SchedulePlans {
    private let factorPlan: Plan
    private let updatePlan: Plan
    private let reads: [MetricReference]

    init(_ schedule: ScheduleGraph, _ runtime: Runtime) throws {
        factorPlan = try runtime.plan(Computation(outputs: [schedule.factor]))
        updatePlan = try runtime.plan(Computation(outputs: [], updates: schedule.updates))
        reads = schedule.reads
    }

    /// What the learning rate is multiplied with.
    ///
    /// - Parameters:
    ///   - steps: optimizer steps done.
    ///   - epoch: epochs done, with the fraction of the current one.
    ///   - figures: the last values of metrics by `part.name`; those not yet known are NaN.
    /// - Throws: `TrainingFault` when the factor is not a finite number.
    func factor(steps: Int, epoch: Double, figures: [String: Double]) throws -> Double {
        let run = try factorPlan.run(inputs(steps, epoch, figures))
        let factor = run.outputs.first?.doubles.first ?? .nan
        guard factor.isFinite else {
            throw TrainingFault(
                "the schedule's factor is \(Figures.short(factor)) at step \(steps + 1)",
                help: "look for a division by zero in the schedule, or a metric it reads too early"
            )
        }
        return factor
    }

    /// Commits the schedule's updates with the figures of the epoch that ended.
    ///
    /// - Parameter saved: what is safe on disk, in words.
    func finishEpoch(steps: Int, epoch: Int, figures: [String: Double], saved: String) throws {
        for read in reads {
            let name = "\(read.part).\(read.name)"
            guard let figure = figures[name] else {
                throw TrainingFault(
                    "the schedule reads \(name), which this run does not give",
                    help: "add the metric or the data part, or let the schedule read another")
            }
            guard figure.isFinite else { throw StepFault.notFinite(name, figure, epoch, saved) }
        }
        try updatePlan.run(inputs(steps, Double(epoch), figures)).commit()
    }

    private func inputs(
        _ steps: Int, _ epoch: Double, _ figures: [String: Double]
    ) -> [String: HostArray] {
        var inputs: [String: HostArray] = [
            StepScalar.step: StepInputs.scalar(Double(steps)),
            StepScalar.epoch: StepInputs.scalar(epoch),
        ]
        for read in reads {
            inputs[StepScalar.metric(part: read.part, name: read.name)] = StepInputs.scalar(
                figures["\(read.part).\(read.name)"] ?? .nan)
        }
        return inputs
    }
}
