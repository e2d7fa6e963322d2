import DLMSystem
import DLMTypes

/// Labelled images, one folder for each class.
struct ImageFolder: DataSource {
    static let signature = Signature(
        "imageFolder", [Parameter("path", .path)],
        documentation: """
            JPEG images in one folder for each class, as torchvision's `ImageFolder`.

            Classes are the folders in the order of their names. A sample has the fields \
            `image: UInt8[3, height, width]`, `label: Int[]` and `name: String` (class and file). \
            The block knows `classes`, `classNames`, `height` and `width`. Grey images get three \
            equal channels.
            """,
        example: "imageFolder(\"faces/train_data\") |> toFloat")

    let count: Int
    let facts: DataFacts
    let isInMemory = false
    private let root: String
    private let system: any FileSystem
    private let files: [(label: Int, name: String)]

    static func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField] {
        let image = TensorType(.uint8, [Dim(3), facts.dim("height"), facts.dim("width")])
        let label = TensorType(.int64, [], classes: facts.dim("classes"))
        return [
            DataField("image", .tensor(image)), DataField("label", .tensor(label)),
            DataField("name", .string),
        ]
    }

    init(_ arguments: DataArguments, host: Host) throws {
        root = ImageFiles.trimmed(try arguments.path("path"))
        let classes = try host.files.entries(root).filter(\.isFolder).map(\.name)
        guard !classes.isEmpty else {
            throw DataError(
                .inconsistent, root, "has no folders in it",
                help: "imageFolder wants one folder of images for each class")
        }
        var files: [(label: Int, name: String)] = []
        for (label, folder) in classes.enumerated() {
            let names = try ImageFiles.names(in: "\(root)/\(folder)", of: host.files)
            guard !names.isEmpty else {
                throw DataError(
                    .inconsistent, "\(root)/\(folder)", "has no images in it",
                    help: "add .jpg files or remove the folder")
            }
            files += names.map { (label, "\(folder)/\($0)") }
        }
        self.files = files
        system = host.files
        count = files.count
        let size = try JPEG.size("\(root)/\(files[0].name)", in: host.files)
        facts = DataFacts([
            "classes": .integer(classes.count), "classNames": .strings(classes),
            "height": .integer(size.height), "width": .integer(size.width),
        ])
    }

    func path(of index: Int) -> String { "\(root)/\(files[index].name)" }

    func load(_ index: Int) throws -> Sample {
        let file = files[index]
        let image = try JPEG.read("\(root)/\(file.name)", in: system)
        let label = HostArray(.int64, [], [Int64(file.label)])
        return Sample([.tensor(image), .tensor(label), .string(file.name)])
    }
}
