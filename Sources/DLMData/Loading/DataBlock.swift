import DLMSystem
import DLMTypes

/// The parts of a data block, each opened when it is first asked for, and the facts they share.
public struct DataBlock: Sendable {
    /// The block's name in the program.
    public let name: String
    /// Facts of the parts opened so far.
    public private(set) var facts = DataFacts()

    private let pipelines: [String: DataPipeline]
    private let cacheLimit: Int
    private let host: Host
    private var opened: [(part: String, dataset: Dataset)] = []

    /// - Parameter cacheLimit: the most bytes of decoded samples that each part keeps.
    public init(
        name: String, parts: [String: DataPipeline], cacheLimit: Int = 1 << 30, host: Host
    ) {
        self.host = host
        self.name = name
        self.cacheLimit = cacheLimit
        pipelines = parts
    }

    /// The data of a part; nil when the block has none of that name.
    ///
    /// Throws `DataError` when its files are bad, or when it does not fit the parts opened before:
    /// other classes, images of another size.
    public mutating func open(_ part: String) throws -> Dataset? {
        if isOpen(part) { return dataset(part) }
        guard let pipeline = pipelines[part] else { return nil }
        let dataset = try pipeline.open(cacheLimit: cacheLimit, host: host)
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
            let isSize = conflict.fact != "classNames" && conflict.fact != "classes"
            // No image is to blame for the names of the folders.
            let place = isSize ? nil : pipeline.location
            throw DataError(
                .inconsistent, place ?? dataset.path(of: 0),
                conflict.described(other, "\(name).\(part)"),
                help: isSize ? "add a step such as resize to both" : "give both the same classes")
        }
        opened.append((part, dataset))
        return dataset.counting(classes: facts.integer("classes"))
    }

    /// The data of a part that is open, its labels of as many classes as all parts opened by now
    /// have together.
    public func dataset(_ part: String) -> Dataset? {
        opened.first { $0.part == part }?.dataset.counting(classes: facts.integer("classes"))
    }

    /// Whether a part has been opened.
    public func isOpen(_ part: String) -> Bool { opened.contains { $0.part == part } }
}
