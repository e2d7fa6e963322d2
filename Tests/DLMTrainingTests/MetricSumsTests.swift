import DLMTraining
import Testing

@Suite struct MetricSumsTests {
    @Test("A short last batch weighs what it should")
    func weighted() {
        var sums = MetricSums(names: ["loss", "accuracy"])
        sums.add([(sum: 6, weight: 3), (sum: 2, weight: 3)], samples: 3)
        sums.add([(sum: 10, weight: 1), (sum: 1, weight: 1)], samples: 1)
        #expect(sums.values == [MetricValue("loss", 4), MetricValue("accuracy", 0.75)])
        #expect(sums.samples == 4)
    }

    @Test("Merging parts gives the figures of the whole", arguments: 1...6)
    func merging(split: Int) {
        let batches = (0..<7).map { (sum: Double($0 * $0), weight: Double($0 + 1)) }
        var whole = MetricSums(names: ["loss"])
        for batch in batches { whole.add([batch], samples: 2) }
        var first = MetricSums(names: ["loss"])
        var second = MetricSums(names: ["loss"])
        for batch in batches[..<split] { first.add([batch], samples: 2) }
        for batch in batches[split...] { second.add([batch], samples: 2) }
        first.merge(second)
        #expect(first == whole)
    }

    @Test("Nothing seen is NaN, not zero")
    func empty() {
        #expect(MetricSums(names: ["loss"]).values[0].value.isNaN)
    }
}
