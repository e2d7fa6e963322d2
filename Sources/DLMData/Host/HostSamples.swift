import DLMSystem
import DLMTypes

/// Samples that an embedding program gives.
public struct HostSamples: Sendable {
    /// The number of samples.
    public let count: Int
    /// What is known of them: `classes` or `classNames` where there are labels, and the lengths
    /// that the declared fields leave open, by their names.
    public let facts: [String: DataFacts.Value]
    /// Gives the values of a sample, one a field; called from several threads at once, in any
    /// order, and more than once.
    let load: @Sendable (Int) throws -> [SampleValue]

    public init(
        count: Int, facts: [String: DataFacts.Value] = [:],
        load: @escaping @Sendable (_ index: Int) throws -> [SampleValue]
    ) {
        self.count = count
        self.facts = facts
        self.load = load
    }
}

/// Samples of an embedding program under a name of the language, held to the declared fields.
struct OpenedHostSamples: SampleSource {
    let name: String
    let samples: HostSamples
    let fields: [DataField]
    let facts: DataFacts
    // They are kept only when the cache has room, as those of files are.
    var isInMemory: Bool { false }
    var count: Int { samples.count }

    /// - Throws: `DataError` when a fact that the fields need is not given.
    init(
        _ name: String, _ samples: HostSamples, fields: [DataField], symbols: FactSymbols
    ) throws {
        self.name = name
        self.samples = samples
        var facts = DataFacts(samples.facts)
        if let names = facts.strings("classNames") {
            guard facts.integer("classes").map({ $0 == names.count }) ?? true else {
                throw DataError(
                    .inconsistent, name, "has \(names.count) names for other classes",
                    help: "give classNames alone")
            }
            facts["classes"] = .integer(names.count)
        }
        for fact in symbols.symbols.keys.sorted() where (facts.integer(fact) ?? -1) < 0 {
            throw DataError(
                .inconsistent, name, "does not say what \(fact) is",
                help: "give the fact \(fact) with the samples")
        }
        guard samples.count >= 0 else {
            throw DataError(.inconsistent, name, "has \(samples.count) samples")
        }
        self.facts = facts
        let known = symbols.values(facts)
        self.fields = fields.map { $0.substituting(known) }
    }

    func path(of index: Int) -> String { "\(name), sample \(index)" }

    func load(_ index: Int) throws -> Sample {
        let values: [SampleValue]
        do {
            values = try samples.load(index)
        } catch {
            throw DataError(.inconsistent, path(of: index), "cannot be had: \(error)")
        }
        guard values.count == fields.count else {
            throw DataError(
                .inconsistent, path(of: index),
                "has \(values.count) values for \(fields.count) fields")
        }
        for (field, value) in zip(fields, values) { try check(field, value, index) }
        return Sample(values)
    }

    private func check(_ field: DataField, _ value: SampleValue, _ index: Int) throws {
        switch (field.type, value) {
        case (.string, .string): return
        case (.tensor(let type), .tensor(let array)):
            if array.dtype == type.dtype, array.shape == type.knownShape {
                return try checkLabels(type, array, field, index)
            }
            let found = TensorType(array.dtype, array.shape.map { Dim($0) })
            throw DataError(
                .inconsistent, path(of: index), "\(field.name) is \(found); \(type) is declared")
        case (.string, .tensor), (.tensor, .string):
            throw DataError(
                .inconsistent, path(of: index), "\(field.name) is not what is declared",
                help: "text for String, an array for everything else")
        }
    }

    private func checkLabels(
        _ type: TensorType, _ array: HostArray, _ field: DataField, _ index: Int
    ) throws {
        guard type.classes != nil, let classes = facts.integer("classes") else { return }
        guard let label = array.doubles.first(where: { $0 < 0 || $0 >= Double(classes) }) else {
            return
        }
        throw DataError(
            .inconsistent, path(of: index),
            "\(field.name) is \(Int64(exactly: label) ?? .max); there are \(classes) classes, from 0 on"
        )
    }
}

extension DataSourceEntry {
    /// A source of an embedding program.
    ///
    /// - Parameters:
    ///   - fields: what a sample has; lengths left open and `classes` are symbols of the facts.
    ///   - open: gives the samples for the arguments of a use.
    package init(
        _ signature: Signature,
        fields: @escaping @Sendable (inout FactSymbols) -> [DataField],
        open: @escaping @Sendable (DataArguments) throws -> HostSamples
    ) {
        self.signature = signature
        self.fields = { _, facts in fields(&facts) }
        self.open = { arguments, _ in
            var facts = FactSymbols(block: "data")
            let declared = fields(&facts)
            let samples: HostSamples
            do {
                samples = try open(arguments)
            } catch let error as DataArgumentError {
                throw error
            } catch {
                throw DataError(.inaccessible, signature.name, "cannot be opened: \(error)")
            }
            return try OpenedHostSamples(signature.name, samples, fields: declared, symbols: facts)
        }
    }
}
