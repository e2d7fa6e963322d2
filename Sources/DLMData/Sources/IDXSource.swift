import DLMSystem
import DLMTypes

/// Images and labels of the MNIST family.
struct IDXSource: DataSource {
    static let signature = Signature(
        "idx", [Parameter("images", .path), Parameter("labels", .path)],
        documentation: """
            Grey images and their labels from two IDX files, plain or .gz, as MNIST comes in.

            A sample has the fields `image: UInt8[1, height, width]`, `label: Int[]` and \
            `name: String` (its number). The block knows `classes` (the highest label of all its \
            parts and one more), `height` and `width`.
            """,
        example:
            "idx(images: \"train-images-idx3-ubyte.gz\", labels: \"train-labels-idx1-ubyte.gz\")"
    )

    let count: Int
    let facts: DataFacts
    let isInMemory = true
    private let imagesPath: String
    private let images: HostArray
    private let labels: HostArray

    static func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField] {
        let image = TensorType(.uint8, [Dim(1), facts.dim("height"), facts.dim("width")])
        let label = TensorType(.int64, [], classes: facts.dim("classes"))
        return [
            DataField("image", .tensor(image)), DataField("label", .tensor(label)),
            DataField("name", .string),
        ]
    }

    init(_ arguments: DataArguments, host: Host) throws {
        imagesPath = try arguments.path("images")
        let labelsPath = try arguments.path("labels")
        images = try IDXFile.read(imagesPath, in: host.files)
        labels = try IDXFile.read(labelsPath, in: host.files)
        guard images.shape.count == 3 else {
            throw DataError(
                .malformed, imagesPath, "has \(images.shape.count) dimensions where images have 3",
                help: "give the file of images as images:")
        }
        guard labels.shape.count == 1 else {
            throw DataError(
                .malformed, labelsPath, "has \(labels.shape.count) dimensions where labels have 1",
                help: "give the file of labels as labels:")
        }
        guard labels.count == images.shape[0] else {
            throw DataError(
                .inconsistent, labelsPath,
                "has \(labels.count) labels for \(images.shape[0]) images",
                help: "take both files from the same set")
        }
        count = labels.count
        let highest = labels.withBytes { $0.max() ?? 0 }
        facts = DataFacts([
            "classes": .integer(Int(highest) + 1),
            "height": .integer(images.shape[1]), "width": .integer(images.shape[2]),
        ])
    }

    func path(of index: Int) -> String { "\(imagesPath) (image \(index))" }

    func load(_ index: Int) throws -> Sample {
        let pixels = images.shape[1] * images.shape[2]
        let image = HostArray(.uint8, [1, images.shape[1], images.shape[2]]) { bytes in
            images.withBytes { all in
                bytes.copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: all[index * pixels..<(index + 1) * pixels]))
            }
        }
        let label = labels.withBytes { Int64($0[index]) }
        return Sample([
            .tensor(image), .tensor(HostArray(.int64, [], [label])), .string(String(index)),
        ])
    }
}
