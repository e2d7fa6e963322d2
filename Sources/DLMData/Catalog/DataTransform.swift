import DLMTypes

/// A tensor that a transform cannot take.
public struct TransformError: Error, Hashable, Sendable, CustomStringConvertible {
    public let problem: String
    public let help: String?

    public init(_ problem: String, help: String? = nil) {
        self.problem = problem
        self.help = help
    }

    public var description: String { help.map { "\(problem); \($0)" } ?? problem }
}

/// A step of a data pipeline: `toFloat`, `RandomRotation`. One file each, listed in `DataCatalog`.
///
/// It maps over every image of a sample: each tensor field [C, H, W].
public protocol DataTransform: Sendable {
    /// Name, parameters and documentation.
    static var signature: Signature { get }

    /// Takes its arguments; throws when one is out of range.
    init(_ arguments: DataArguments) throws(DataArgumentError)

    /// The type it makes of an image type with lengths that may be symbols.
    func infer(_ type: TensorType) throws(TransformError) -> TensorType

    /// The image it makes of an image. A transform without randomness leaves `random` alone.
    func apply(
        _ image: HostArray, random: inout CounterRandom
    ) throws(TransformError) -> HostArray
}

extension DataTransform {
    /// Whether it maps over a field.
    static func applies(to field: DataField) -> Bool { field.tensorType?.rank == 3 }

    /// The types it makes of the fields of a sample; throws when there is no image among them.
    public func infer(_ fields: [DataField]) throws(TransformError) -> [DataField] {
        var result: [DataField] = []
        var found = false
        for field in fields {
            guard let type = field.tensorType, Self.applies(to: field) else {
                result.append(field)
                continue
            }
            found = true
            do {
                result.append(DataField(field.name, .tensor(try infer(type))))
            } catch {
                throw TransformError("\(field.name): \(error.problem)", help: error.help)
            }
        }
        guard found else {
            let names = fields.map(\.name).joined(separator: ", ")
            throw TransformError("no image [C, H, W] among the fields \(names)")
        }
        return result
    }
}
