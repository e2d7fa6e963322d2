import DLMSystem
import DLMTypes

/// The safetensors format: a JSON header of names, types, shapes and offsets, then raw data.
///
/// Format: https://github.com/huggingface/safetensors. Little-endian, as all machines dlm runs on.
public struct SafetensorsFile: Sendable {
    /// Tensors by name.
    public let tensors: [String: HostArray]
    /// Names in the order of their data.
    public let names: [String]
    /// The strings under `__metadata__`.
    public let metadata: [String: String]

    /// The most bytes a header may have, as in the reference implementation.
    public static let headerLimit = 100_000_000

    /// Reads a file with all its tensors.
    ///
    /// F16 and BF16 become Float, I8, I16 and U16 become Int32, U32 and U64 become Int. Throws
    /// `DataError` when it is missing, or when any size, offset or type in its header does not fit:
    /// nothing is believed unchecked.
    public static func read(
        _ path: String, in files: any FileSystem
    ) throws -> SafetensorsFile {
        try decode(InputFile(path, in: files))
    }

    static func decode(_ file: any ByteSource) throws -> SafetensorsFile {
        let header = try SafetensorsHeader(file)
        try file.requireMemory(for: file.size)
        var tensors: [String: HostArray] = [:]
        for entry in header.entries {
            let source = ByteSourcePart(
                file, subject: "the tensor \(JSONValue.string(entry.name).text)")
            tensors[entry.name] = try entry.array.read(from: source)
        }
        return SafetensorsFile(
            tensors: tensors, names: header.entries.map(\.name), metadata: header.metadata)
    }

    /// Reads the strings of a file's header and none of its tensors.
    public static func readMetadata(
        _ path: String, in files: any FileSystem
    ) throws -> [String: String] {
        try SafetensorsHeader(InputFile(path, in: files)).metadata
    }

    /// Writes a file in one atomic step; the old one stays until the new one is whole.
    ///
    /// Tensors keep their order, metadata is sorted, so equal contents give equal bytes. Throws
    /// `DataError` when the file cannot be written or a name is used twice.
    public static func write(
        _ path: String, tensors: [(String, HostArray)], metadata: [String: String] = [:],
        in files: any FileSystem
    ) throws {
        var members: [JSONValue.Member] = []
        if !metadata.isEmpty {
            let sorted = metadata.sorted { $0.key < $1.key }
            let strings = sorted.map { JSONValue.Member($0.key, .string($0.value)) }
            members.append(JSONValue.Member("__metadata__", .object(strings)))
        }
        var offset = 0
        var seen: Set<String> = ["__metadata__"]
        for (name, array) in tensors {
            guard seen.insert(name).inserted else {
                throw DataError(.inconsistent, path, "two tensors are called \"\(name)\"")
            }
            let end = offset + array.byteCount
            let entry: [JSONValue.Member] = [
                JSONValue.Member("dtype", .string(StoredType(array.dtype).safetensorsName)),
                JSONValue.Member("shape", .array(array.shape.map(JSONValue.integer))),
                JSONValue.Member("data_offsets", .array([.integer(offset), .integer(end)])),
            ]
            members.append(JSONValue.Member(name, .object(entry)))
            offset = end
        }
        var header = Array(JSONValue.object(members).text.utf8)
        // Blanks up to a multiple of 8 keep the data aligned for readers that map the file.
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        guard header.count <= headerLimit else {
            throw DataError(.tooLarge, path, "the header would have \(header.count) bytes")
        }
        let file = try AtomicFile(path, in: files)
        let length = UInt64(header.count).littleEndian
        try file.write(withUnsafeBytes(of: length) { Array($0) })
        try file.write(header)
        for (_, array) in tensors { try array.withBytes { try file.write($0) } }
        try file.commit()
    }
}
