import DLMSystem
import DLMTypes

/// Pairs of images that show the same or not.
struct ImagePairs: DataSource {
    static let signature = Signature(
        "imagePairs", [Parameter("path", .path)],
        documentation: """
            Pairs of JPEG images from a list, for verification.

            Each line of the list names two images, relative to the list's folder, and says 1 \
            when they show the same and 0 when not: `dev/3.jpg dev/7.jpg 1`. A sample has the \
            fields `a` and `b: UInt8[3, height, width]`, `same: Int[]` and `name: String` (the \
            two names). The block knows `height` and `width`.
            """,
        example: "imagePairs(\"faces/verification_pairs_dev.txt\") |> toFloat")

    let count: Int
    let facts: DataFacts
    let isInMemory = false
    private let root: String
    private let system: any FileSystem
    private let pairs: [(a: String, b: String, same: Bool)]

    static func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField] {
        let image = TensorType(.uint8, [Dim(3), facts.dim("height"), facts.dim("width")])
        let same = TensorType(.int64, [], classes: Dim(2))
        return [
            DataField("a", .tensor(image)), DataField("b", .tensor(image)),
            DataField("same", .tensor(same)), DataField("name", .string),
        ]
    }

    init(_ arguments: DataArguments, host: Host) throws {
        let path = try arguments.path("path")
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        root = parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
        let bytes = try InputFile.bytes(path, limit: 1 << 28, in: host.files)
        let wanted = "write \"IMAGE IMAGE 1\" or \"IMAGE IMAGE 0\" on each line"
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DataError(.malformed, path, "is not a UTF-8 text", help: wanted)
        }
        var pairs: [(a: String, b: String, same: Bool)] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty { continue }
            guard words.count == 3, words[2] == "0" || words[2] == "1" else {
                throw DataError(
                    .malformed, path, "line \(number + 1) is no pair of images", help: wanted)
            }
            pairs.append((String(words[0]), String(words[1]), words[2] == "1"))
        }
        guard let first = pairs.first else {
            throw DataError(.inconsistent, path, "names no pairs", help: wanted)
        }
        self.pairs = pairs
        count = pairs.count
        system = host.files
        let size = try JPEG.size(root + first.a, in: host.files)
        facts = DataFacts(["height": .integer(size.height), "width": .integer(size.width)])
    }

    func path(of index: Int) -> String { root + pairs[index].a + " " + pairs[index].b }

    func load(_ index: Int) throws -> Sample {
        let pair = pairs[index]
        let a = try JPEG.read(root + pair.a, in: system)
        let b = try JPEG.read(root + pair.b, in: system)
        let same = HostArray(.int64, [], [Int64(pair.same ? 1 : 0)])
        return Sample([.tensor(a), .tensor(b), .tensor(same), .string("\(pair.a) \(pair.b)")])
    }
}
