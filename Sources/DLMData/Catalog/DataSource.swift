import DLMSystem
import DLMTypes

/// Samples by number, open for reading.
public protocol SampleSource: Sendable {
    /// The number of samples.
    var count: Int { get }

    /// Values of the symbols in the source's fields, and names of the classes.
    var facts: DataFacts { get }

    /// True when samples are already in memory, so that keeping them again gains nothing.
    var isInMemory: Bool { get }

    /// The file of a sample, or how errors may speak of it.
    func path(of index: Int) -> String

    /// Reads a sample; called from several threads at once.
    func load(_ index: Int) throws -> Sample
}

/// Where samples come from: `imageFolder`, `idx`. One file each, listed in `DataCatalog`.
public protocol DataSource: SampleSource {
    /// Name, parameters and documentation.
    static var signature: Signature { get }

    /// The fields of a sample, without touching a file: what only the data knows is a symbol.
    static func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField]

    /// Opens the data: lists files and reads the cheap facts. Throws `DataError` for files and
    /// `DataArgumentError` for arguments.
    init(_ arguments: DataArguments, host: Host) throws
}

/// A source as the language sees it: of the catalogue, or of an embedding program.
public struct DataSourceEntry: Sendable {
    /// Name, parameters and documentation.
    public let signature: Signature
    /// The fields of a sample, without touching a file. Throws `DataArgumentError`.
    let fields: @Sendable (DataArguments, inout FactSymbols) throws -> [DataField]
    /// Opens the data. Throws `DataError` and `DataArgumentError`.
    let open: @Sendable (DataArguments, Host) throws -> any SampleSource

    /// A source of the catalogue.
    public init(_ type: any DataSource.Type) {
        signature = type.signature
        fields = { try type.fields($0, facts: &$1) }
        open = { try type.init($0, host: $1) }
    }

    /// The fields of a sample, without touching a file: what only the data knows is a symbol.
    public func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField] {
        do {
            return try fields(arguments, &facts)
        } catch let error as DataArgumentError {
            throw error
        } catch {
            throw DataArgumentError(signature.name, "cannot be used: \(error)")
        }
    }
}

/// A function of a program that yields a path: data that comes with dlm or with the system.
public protocol PathFunction: Sendable {
    static var signature: Signature { get }

    /// The path of the data, made first where need be. Throws `DataError` and `DataArgumentError`.
    static func resolve(_ arguments: DataArguments, host: Host) throws -> String
}
