import DLMSystem
import DLMTypes

/// An open source with its steps: samples by number, equal for equal random keys.
public final class Dataset: Sendable {
    /// The fields of a sample, every length known.
    public let fields: [DataField]
    /// What is known of the data and matters after the steps: `classes`, `classNames`, `height`.
    public let facts: DataFacts

    /// The fields before their lengths were known, and what stands for those.
    private let declared: [DataField]
    private let symbols: FactSymbols
    private let source: any SampleSource
    private let steps: [any DataTransform]
    private let stepPaths: [String]
    /// For each step, positions and names of the fields it maps over.
    private let targets: [[(position: Int, name: String)]]
    private let cache: SampleCache?

    init(_ pipeline: DataPipeline, cacheLimit: Int, host: Host) throws {
        var symbols = FactSymbols(block: "data")
        var declared = try pipeline.source.fields(pipeline.arguments, facts: &symbols)
        var targets: [[(position: Int, name: String)]] = []
        for step in pipeline.steps {
            let applies = declared.enumerated().filter { type(of: step).applies(to: $0.element) }
            targets.append(applies.map { ($0.offset, $0.element.name) })
            declared = try step.infer(declared)
        }
        let source = try pipeline.source.open(pipeline.arguments, host)
        self.declared = declared
        self.symbols = symbols
        fields = declared.map { $0.substituting(symbols.values(source.facts)) }
        facts = Dataset.relevant(source.facts, to: declared, symbols)
        self.source = source
        self.targets = targets
        steps = pipeline.steps
        stepPaths = pipeline.stepPaths
        cache =
            source.isInMemory || cacheLimit <= 0
            ? nil : SampleCache(count: source.count, limit: cacheLimit)
    }

    /// The same samples, of as many classes as the parts of their block have together: labels
    /// without names are known up to the highest of each part only.
    private init(_ other: Dataset, classes: Int) {
        declared = other.declared
        symbols = other.symbols
        source = other.source
        steps = other.steps
        stepPaths = other.stepPaths
        targets = other.targets
        cache = other.cache
        var facts = other.facts
        facts["classes"] = .integer(classes)
        self.facts = facts
        var all = source.facts
        all["classes"] = .integer(classes)
        let values = symbols.values(all)
        fields = declared.map { $0.substituting(values) }
    }

    /// This data set where a block has so many classes.
    func counting(classes: Int?) -> Dataset {
        guard let classes, let own = facts.integer("classes"), own != classes else { return self }
        return Dataset(self, classes: classes)
    }

    /// The number of samples.
    public var count: Int { source.count }

    /// The file of a sample, or how errors may speak of it.
    public func path(of index: Int) -> String { source.path(of: index) }

    /// A sample after all steps; called from several threads at once.
    ///
    /// - Parameter key: names the randomness of the epoch; the sample and the steps add theirs.
    /// - Throws: `DataError` that names the file.
    public func sample(_ index: Int, key: RandomKey) throws -> Sample {
        var sample = try loaded(index)
        let sampleKey = key.child("sample", index)
        for (number, step) in steps.enumerated() {
            let stepKey = sampleKey.child(stepPaths[number])
            for (position, name) in targets[number] {
                guard case .tensor(let image) = sample.values[position] else { continue }
                var random = CounterRandom(stepKey.child(name))
                do {
                    let result = try step.apply(image, random: &random)
                    sample.values[position] = .tensor(result)
                } catch {
                    throw DataError(
                        .inconsistent, path(of: index), error.problem, help: error.help)
                }
            }
        }
        try check(sample, index)
        return sample
    }

    private func loaded(_ index: Int) throws -> Sample {
        guard (0..<count).contains(index) else {
            throw DataError(.missing, "sample \(index)", "there are \(count) samples")
        }
        if let sample = cache?[index] { return sample }
        let sample = try source.load(index)
        cache?.keep(sample, at: index)
        return sample
    }

    /// A batch is one array: its samples must have one shape.
    private func check(_ sample: Sample, _ index: Int) throws {
        for (field, value) in zip(fields, sample.values) {
            guard let wanted = field.tensorType?.knownShape, let array = value.array,
                array.shape != wanted
            else { continue }
            let found = array.shape.map(String.init).joined(separator: "×")
            let others = wanted.map(String.init).joined(separator: "×")
            throw DataError(
                .inconsistent, path(of: index),
                "\(field.name) is \(found) where the first sample has \(others)",
                help: "add a step that makes them equal, such as resize or centerCrop")
        }
    }

    /// Facts that the steps have overwritten (the height before a crop) are nobody's business.
    private static func relevant(
        _ facts: DataFacts, to fields: [DataField], _ symbols: FactSymbols
    ) -> DataFacts {
        var used: Set<DimSymbol> = []
        for field in fields {
            guard let type = field.tensorType else { continue }
            for dim in type.shape { used.formUnion(dim.symbols) }
            if let classes = type.classes { used.formUnion(classes.symbols) }
        }
        var kept = facts
        for (fact, symbol) in symbols.symbols where !used.contains(symbol) { kept[fact] = nil }
        return kept
    }
}
