import DLMSystem
import DLMTypes

/// One part of a data block as a program states it: a source and the steps after it.
public struct DataPipeline: Sendable {
    public let source: DataSourceEntry
    public let arguments: DataArguments
    public let steps: [any DataTransform]

    public init(
        source: DataSourceEntry, arguments: DataArguments, steps: [any DataTransform] = []
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
    public func open(cacheLimit: Int = 1 << 30, host: Host) throws -> Dataset {
        try Dataset(self, cacheLimit: cacheLimit, host: host)
    }

    /// One image taken through all steps, as sample 0 of epoch 0 would be.
    ///
    /// - Parameter name: what errors call it.
    /// - Throws: `DataError` for an image that a step cannot take.
    package func applySteps(to image: HostArray, named name: String) throws -> HostArray {
        guard image.dtype == .uint8, image.shape.count == 3 else {
            throw DataError(
                .inconsistent, name, "is \(image.dtype.name)\(image.shape), not UInt8[C, H, W]")
        }
        var image = image
        for (step, path) in zip(steps, stepPaths) {
            var random = CounterRandom(RandomKey(seed: 0).child(path))
            do throws(TransformError) {
                image = try step.apply(image, random: &random)
            } catch {
                throw DataError(.inconsistent, name, error.problem, help: error.help)
            }
        }
        return image
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
