import DLM
import Glibc

/// Times whole training steps (forward, backward, optimizer) on one batch of the program's data.
struct StepTiming {
    let options: BenchOptions

    init(_ options: BenchOptions) { self.options = options }

    func run() throws {
        let engine = Engine()
        let began = seconds()
        let program = try engine.prepare(
            options.program, blocks: .train, overrides: options.overrides)
        guard let job = program.train, let dataset = job.parts["train"] else {
            throw BenchError("the program trains nothing")
        }
        let loader = Loader(
            dataset, Loader.Options(batchSize: job.settings.batch, shuffles: true, seed: 0))
        guard let batch = try loader.batches(epoch: 0).next() else {
            throw BenchError("the data has no batch")
        }
        let runtime = Runtime(threads: options.threads)
        let types = BenchStep.types(batch.tensors, of: dataset)
        let step = try BenchStep(job, types: types, runtime: runtime)
        let planned = seconds()
        for index in 0..<2 { _ = try advance(step, batch, index, measures: false) }
        var times: [Double] = []
        for index in 0..<options.steps {
            let start = seconds()
            _ = try advance(step, batch, index + 2, measures: options.profiles)
            times.append(seconds() - start)
        }
        times.sort()
        print("ready after \(rounded(planned - began)) s")
        print("arena \(step.plan.memory >> 20) MiB, peak memory \(peakMegabytes()) MiB")
        print("step median \(rounded(times[times.count / 2])) s, least \(rounded(times[0])) s")
        if options.profiles { profile(step.plan) }
    }

    private func advance(
        _ step: BenchStep, _ batch: Batch, _ index: Int, measures: Bool
    ) throws -> Double {
        try step.run(batch.tensors, indices: batch.indices, step: index, measures: measures)
    }

    /// The steps of the plan by name: milliseconds a step, and effective GFLOP/s.
    private func profile(_ plan: Plan) {
        var groups: [String: (seconds: Double, flops: Double, bytes: Int, count: Int)] = [:]
        for (description, time) in zip(plan.steps, plan.seconds) {
            var group = groups[description.name] ?? (0, 0, 0, 0)
            group.seconds += time / Double(options.steps)
            group.flops += description.flops
            group.bytes += description.bytes
            group.count += 1
            groups[description.name] = group
        }
        let total = groups.values.reduce(0) { $0 + $1.seconds }
        print("in steps \(rounded(total)) s")
        for (name, group) in groups.sorted(by: { $0.value.seconds > $1.value.seconds }).prefix(24) {
            let rate = group.seconds > 0 ? group.flops / group.seconds / 1e9 : 0
            let bandwidth = group.seconds > 0 ? Double(group.bytes) / group.seconds / 1e9 : 0
            print(
                "\(rounded(group.seconds * 1e3)) ms  \(group.count)x  \(rounded(rate)) GFLOP/s  "
                    + "\(rounded(bandwidth)) GB/s  \(name)")
        }
    }

    private func rounded(_ value: Double) -> String {
        let scaled = (value * 10_000).rounded() / 10_000
        return "\(scaled)"
    }

    private func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private func peakMegabytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss >> 10
    }
}
