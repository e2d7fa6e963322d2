import DLMData

/// A run's position as JSON, for the metadata of a checkpoint.
extension TrainingProgress {
    /// Figures are written so that reading them gives the same bits.
    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("seed", .string(String(seed))), .init("batch", .integer(batch)),
            .init("trainingSamples", .integer(trainingSamples)), .init("epoch", .integer(epoch)),
            .init("stepInEpoch", .integer(stepInEpoch)), .init("steps", .integer(steps)),
            .init("runningSeconds", .number(runningSeconds)),
            .init("accumulate", .integer(accumulate)),
        ]
        if let running {
            let rows = running.names.indices.map { index in
                JSONValue.array([
                    .string(running.names[index]), .number(running.sums[index]),
                    .number(running.weights[index]),
                ])
            }
            members.append(.init("running", .array(rows)))
            members.append(.init("runningSamples", .integer(running.samples)))
        }
        if let best {
            members.append(
                .init(
                    "best",
                    .object([
                        .init("name", .string(best.name)), .init("value", .number(best.value)),
                        .init("epoch", .integer(best.epoch)),
                    ])))
        }
        let sorted = figures.sorted { $0.key < $1.key }
        members.append(
            .init("figures", .object(sorted.map { .init($0.key, .number($0.value)) })))
        return .object(members)
    }

    /// Reads what `json` wrote; nil when anything is missing or makes no sense.
    init?(json: JSONValue) {
        guard let seed = json["seed"]?.string.flatMap({ UInt64($0) }),
            let batch = json["batch"]?.integer, batch > 0,
            let samples = json["trainingSamples"]?.integer, samples >= 0,
            let epoch = json["epoch"]?.integer, epoch >= 0,
            let step = json["stepInEpoch"]?.integer, step >= 0,
            let steps = json["steps"]?.integer, steps >= 0,
            let seconds = json["runningSeconds"]?.real
        else { return nil }
        // Files of before accumulation do not say.
        let accumulate = json["accumulate"] == nil ? 1 : json["accumulate"]?.integer
        guard let accumulate, accumulate > 0 else { return nil }
        self.init(
            seed: seed, batch: batch, trainingSamples: samples, accumulate: accumulate)
        self.epoch = epoch
        stepInEpoch = step
        self.steps = steps
        runningSeconds = seconds
        if let rows = json["running"]?.array {
            let parsed = rows.compactMap(\.array).filter { $0.count == 3 }
            let names = parsed.compactMap { $0[0].string }
            guard parsed.count == rows.count, names.count == rows.count else { return nil }
            let sums = parsed.map { $0[1].real ?? .nan }
            let weights = parsed.map { $0[2].real ?? .nan }
            running = MetricSums(
                names: names, sums: sums, weights: weights,
                samples: json["runningSamples"]?.integer ?? -1)
            guard running != nil else { return nil }
        }
        if let best = json["best"] {
            guard let name = best["name"]?.string, let value = best["value"]?.real,
                let epoch = best["epoch"]?.integer
            else { return nil }
            self.best = Best(value: value, epoch: epoch, name: name)
        }
        for member in json["figures"]?.object ?? [] {
            figures[member.name] = member.value.real ?? .nan
        }
    }
}

extension JSONValue {
    /// A number of either form.
    var real: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
