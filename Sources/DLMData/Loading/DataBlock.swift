import DLMTypes

/// The parts of a data block, each opened when it is first asked for, and the facts they share.
public struct DataBlock: Sendable {
    /// The block's name in the program.
    public let name: String
    /// Facts of the parts opened so far.
    public private(set) var facts = DataFacts()

    private let pipelines: [String: DataPipeline]
    private let cacheLimit: Int
    private var opened: [(part: String, dataset: Dataset)] = []

    /// - Parameter cacheLimit: the most bytes of decoded samples that each part keeps.
    public init(name: String, parts: [String: DataPipeline], cacheLimit: Int = 1 << 30) {
        self.name = name
        self.cacheLimit = cacheLimit
        pipelines = parts
    }

    /// The data of a part; nil when the block has none of that name.
    ///
    /// Throws `DataError` when its files are bad, or when it does not fit the parts opened before:
    /// other classes, images of another size.
    public mutating func open(_ part: String) throws -> Dataset? {
        if let found = opened.first(where: { $0.part == part }) { return found.dataset }
        guard let pipeline = pipelines[part] else { return nil }
        let dataset = try pipeline.open(cacheLimit: cacheLimit)
        switch facts.merging(dataset.facts) {
        case .success(let merged): facts = merged
        case .failure(let conflict):
            let earlier = opened.first { other in
                if case .failure = other.dataset.facts.merging(dataset.facts) {
                    true
                } else {
                    false
                }
            }
            let other = "\(name).\(earlier?.part ?? "the other parts")"
            throw DataError(
                .inconsistent, dataset.path(of: 0), conflict.described(other, "\(name).\(part)"),
                help: conflict.fact == "classNames"
                    ? "give both the same folders" : "add a step such as resize to both")
        }
        opened.append((part, dataset))
        return dataset
    }
}
