import DLMTraining
import Synchronization
import Testing

@Suite struct ProgressTests {
    private let progress = BatchProgress(
        epoch: 3, epochs: 30, part: "train", done: 412, total: 938,
        values: [MetricValue("loss", 0.38124), MetricValue("accuracy", 0.871)],
        samplesPerSecond: 2310.4, secondsLeft: 751)

    @Test("The line has everything when there is room")
    func wide() {
        #expect(
            ProgressLine.text(progress, width: 120)
                == "epoch 3/30 [==========>             ] 412/938  loss 0.3812  accuracy 0.8710  "
                + "2,310 samples/s  12:31 left")
    }

    @Test("The line never wraps", arguments: [0, 1, 10, 40, 60, 79, 100, 200])
    func fits(width: Int) {
        #expect(ProgressLine.text(progress, width: width).count <= width)
    }

    @Test("Other parts are named")
    func otherPart() {
        var other = progress
        other.part = "valid"
        #expect(ProgressLine.text(other, width: 200).hasPrefix("epoch 3/30 valid ["))
        other.epoch = nil
        #expect(ProgressLine.text(other, width: 200).hasPrefix("valid ["))
    }

    @Test(
        "Figures",
        arguments: [
            (0.0, "0"), (0.38124, "0.3812"), (1.5, "1.500"), (31.25, "31.25"), (123.45, "123.5"),
            (1e-5, "1.00e-05"), (2e7, "2.00e+07"), (-0.5, "-0.5000"), (.nan, "NaN"),
            (.infinity, "Inf"),
        ])
    func figures(value: Double, text: String) {
        #expect(Figures.short(value) == text)
    }

    @Test(
        "Durations",
        arguments: [
            (0.4211, "0.42 s"), (31.24, "31.2 s"), (751.0, "12:31"), (11_109.0, "3:05:09"),
            (Double.infinity, "-"),
        ])
    func durations(seconds: Double, text: String) {
        #expect(Figures.duration(seconds) == text)
    }

    @Test(
        "Counts are grouped", arguments: [(7, "7"), (1000, "1,000"), (-21_286_211, "-21,286,211")])
    func grouping(count: Int, text: String) {
        #expect(Figures.grouped(count) == text)
    }

    @Test("A record is one JSON object; a figure that is not finite is null")
    func json() {
        let record = EpochRecord(
            epoch: 2, part: "valid",
            values: [MetricValue("loss", .nan), MetricValue("a\"b", 0.5)], samples: 30, seconds: 1.5
        )
        #expect(
            record.json
                == #"{"epoch":2,"part":"valid","loss":null,"a\"b":0.5,"seconds":1.5,"#
                + #""samplesPerSecond":20.0}"#)
    }

    /// What a reporter wrote, lasting lines and rewrites apart.
    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
        let rewrites = Mutex<[String]>([])
        let time = Mutex(0.0)

        func output(isTerminal: Bool) -> ProgressReporter.Output {
            var output = ProgressReporter.Output(line: { line in
                self.lines.withLock { (all: inout [String]) in all.append(line) }
            })
            guard isTerminal else { return output }
            output.rewrite = { text in
                self.rewrites.withLock { (all: inout [String]) in all.append(text) }
            }
            return output
        }
    }

    @Test("At most ten lines a second are drawn")
    func throttled() {
        let log = Log()
        let reporter = ProgressReporter(
            output: log.output(isTerminal: true), now: { log.time.withLock { $0 } })
        for step in 0..<1000 {
            log.time.withLock { $0 = Double(step) * 0.002 }
            reporter.show(.progressed(progress))
        }
        let count = log.rewrites.withLock { $0.count }
        #expect((18...21).contains(count))
    }

    @Test("Without a terminal there is one line an epoch and part; quiet gives none")
    func plain() {
        let record = EpochRecord(
            epoch: 1, part: "train", values: [MetricValue("loss", 0.5)], samples: 60, seconds: 30)
        for isQuiet in [false, true] {
            let log = Log()
            let reporter = ProgressReporter(output: log.output(isTerminal: false), isQuiet: isQuiet)
            reporter.show(.progressed(progress))
            reporter.show(.measured(record, epochs: 3))
            #expect(
                log.lines.withLock { $0 }
                    == (isQuiet ? [] : ["epoch 1/3  train  loss 0.5000  30.0 s  2.0 samples/s"]))
            #expect(log.rewrites.withLock { $0.isEmpty })
        }
    }
}
