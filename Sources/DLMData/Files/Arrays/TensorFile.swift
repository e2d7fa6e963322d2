import DLMSystem
import DLMTypes

/// A file of named arrays, in the format that its name's ending says: .npy, .npz or .safetensors.
public enum TensorFile {
    /// The name under which the only array of a .npy file is known: such a file has no name for it.
    public static let loneName = "array"

    enum Format: String, CaseIterable {
        case npy, npz, safetensors

        /// The format of a path by its ending, in whatever case.
        init(_ path: String) throws {
            let file = path.split(separator: "/").last ?? ""
            let parts = file.split(separator: ".", omittingEmptySubsequences: false)
            let ending = parts.count > 1 ? parts.last?.lowercased() : nil
            if let found = ending.flatMap(Format.init(rawValue:)) {
                self = found
                return
            }
            throw DataError(
                .inconsistent, path,
                ending.map { "files of tensors do not end in .\($0)" }
                    ?? "its name has no ending that tells the format",
                help: "dlm reads and writes .npy, .npz and .safetensors")
        }

        /// The format that a file's first bytes look like; nil when like none.
        init?(start: [UInt8]) {
            if start.starts(with: NPYHeader.magic) {
                self = .npy
            } else if [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]].contains(Array(start.prefix(4))) {
                self = .npz
            } else if start.count == 9, start[8] == UInt8(ascii: "{"),
                start[4..<8].allSatisfy({ $0 == 0 })
            {
                self = .safetensors
            } else {
                return nil
            }
        }

        /// What such a file is.
        var description: String {
            switch self {
            case .npy: "a .npy array"
            case .npz: "a zip archive, as .npz files are"
            case .safetensors: "a .safetensors file"
            }
        }
    }

    /// Reads all arrays of a file in its order; that of a .npy file is called `array`.
    ///
    /// Throws `DataError` when the ending is another, when the file is missing, or when its content
    /// is not what the ending says.
    public static func read(
        _ path: String, in files: any FileSystem
    ) throws -> [(name: String, array: HostArray)] {
        let format = try Format(path)
        let file = try InputFile(path, in: files)
        let start = try file.bytes(at: 0, count: min(file.size, 9))
        if let content = Format(start: start), content != format {
            throw file.malformed(
                "is \(content.description) by its content",
                help: "let its name end in .\(content.rawValue)")
        }
        switch format {
        case .npy: return [(loneName, try NPYFile.decode(file))]
        case .npz: return try NPZFile.decode(file)
        case .safetensors:
            let read = try SafetensorsFile.decode(file)
            return read.names.compactMap { name in read.tensors[name].map { (name, $0) } }
        }
    }

    /// Writes arrays in one atomic step; a .npy file takes one, and does not keep its name.
    public static func write(
        _ path: String, _ tensors: [(name: String, array: HostArray)], in files: any FileSystem
    ) throws {
        switch try Format(path) {
        case .npy:
            guard let only = tensors.first, tensors.count == 1 else {
                throw DataError(
                    .inconsistent, path, "a .npy file holds one tensor, not \(tensors.count)",
                    help: "write a .npz or .safetensors file")
            }
            try NPYFile.write(path, only.array, in: files)
        case .npz: try NPZFile.write(path, tensors: tensors, in: files)
        case .safetensors:
            try SafetensorsFile.write(
                path, tensors: tensors.map { ($0.name, $0.array) }, in: files)
        }
    }
}
