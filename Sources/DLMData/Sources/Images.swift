import DLMSystem
import DLMTypes

/// Images without labels.
struct Images: DataSource {
    static let signature = Signature(
        "images", [Parameter("path", .path)],
        documentation: """
            The JPEG images of one folder, in the order of their names.

            A sample has the fields `image: UInt8[3, height, width]` and `name: String`, the name \
            of its file. The block knows `height` and `width`.
            """,
        example: "images(\"faces/test_data\") |> toFloat")

    let count: Int
    let facts: DataFacts
    let isInMemory = false
    private let root: String
    private let system: any FileSystem
    private let names: [String]

    static func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField] {
        let image = TensorType(.uint8, [Dim(3), facts.dim("height"), facts.dim("width")])
        return [DataField("image", .tensor(image)), DataField("name", .string)]
    }

    init(_ arguments: DataArguments, host: Host) throws {
        root = ImageFiles.trimmed(try arguments.path("path"))
        names = try ImageFiles.names(in: root, of: host.files)
        guard let first = names.first else {
            throw DataError(
                .inconsistent, root, "has no images in it", help: "images wants .jpg files")
        }
        count = names.count
        system = host.files
        let size = try JPEG.size("\(root)/\(first)", in: host.files)
        facts = DataFacts(["height": .integer(size.height), "width": .integer(size.width)])
    }

    func path(of index: Int) -> String { "\(root)/\(names[index])" }

    func load(_ index: Int) throws -> Sample {
        let image = try JPEG.read("\(root)/\(names[index])", in: system)
        return Sample([.tensor(image), .string(names[index])])
    }
}
