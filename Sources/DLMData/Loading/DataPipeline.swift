import DLMTypes

/// One part of a data block as a program states it: a source and the steps after it.
public struct DataPipeline: Sendable {
    public let source: any DataSource.Type
    public let arguments: DataArguments
    public let steps: [any DataTransform]

    public init(
        source: any DataSource.Type, arguments: DataArguments, steps: [any DataTransform] = []
    ) {
        self.source = source
        self.arguments = arguments
        self.steps = steps
    }

    /// The fields of a sample after all steps, without touching a file. Throws
    /// `DataArgumentError` and `TransformError`.
    public func fields(facts: inout FactSymbols) throws -> [DataField] {
        var fields = try source.fields(arguments, facts: &facts)
        for step in steps { fields = try step.infer(fields) }
        return fields
    }

    /// Opens the files. Throws `DataError` besides what `fields` throws.
    ///
    /// - Parameter cacheLimit: the most bytes of decoded samples kept for the next epoch.
    public func open(cacheLimit: Int = 1 << 30) throws -> Dataset {
        try Dataset(self, cacheLimit: cacheLimit)
    }

    /// The first file or folder that the source is given.
    var location: String? {
        source.signature.parameters.lazy.filter { $0.type == .path }
            .compactMap { try? arguments.path($0.name) }.first
    }

    /// Names of the steps for random keys: a number tells those of one name apart, so that adding
    /// another kind of step shifts nothing.
    var stepPaths: [String] {
        var counts: [String: Int] = [:]
        return steps.map { step in
            let name = type(of: step).signature.name
            let ordinal = (counts[name] ?? 0) + 1
            counts[name] = ordinal
            return ordinal == 1 ? name : "\(name)_\(ordinal)"
        }
    }
}
