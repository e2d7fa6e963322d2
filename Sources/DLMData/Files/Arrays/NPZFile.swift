import DLMSystem
import DLMTypes

/// NumPy's .npz format: a zip archive of .npy arrays.
public enum NPZFile {
    static let ending = ".npy"

    /// Reads all arrays in the order of the archive, plain (`numpy.savez`) or compressed
    /// (`numpy.savez_compressed`), under their names without `.npy`.
    ///
    /// Throws `DataError` when the file is missing, when any size, offset or checksum does not fit,
    /// when it holds other things than arrays, or when what it announces does not fit in memory.
    public static func read(
        _ path: String, in files: any FileSystem
    ) throws -> [(name: String, array: HostArray)] {
        try decode(InputFile(path, in: files))
    }

    static func decode(_ source: any ByteSource) throws -> [(name: String, array: HostArray)] {
        let directory = try ZipDirectory(source)
        let names = try names(directory, source)
        let headers = try directory.entries.map {
            try ZipEntryHeader($0, dataEnd: directory.start, source)
        }
        try check(directory, headers, source)
        var arrays: [(name: String, array: HostArray)] = []
        for (index, entry) in directory.entries.enumerated() {
            let reader = try ZipEntryReader(
                entry, at: headers[index].dataStart, in: source,
                subject: "the array \(JSONValue.string(names[index]).text)")
            let array = try NPYFile.decode(reader)
            try reader.finish()
            arrays.append((names[index], array))
        }
        return arrays
    }

    /// The arrays' names, each used once.
    private static func names(
        _ directory: ZipDirectory, _ source: any ByteSource
    ) throws -> [String] {
        var seen: Set<String> = []
        return try directory.entries.map { entry in
            let shown = JSONValue.string(entry.name).text
            guard entry.name.hasSuffix(ending) else {
                throw source.malformed(
                    "holds \(shown), which is no .npy array",
                    help: "a .npz file is an archive of .npy arrays alone: numpy.savez writes such")
            }
            guard seen.insert(entry.name).inserted else {
                throw source.malformed("holds \(shown) twice")
            }
            return String(entry.name.dropLast(ending.count))
        }
    }

    /// Checks that no byte belongs to two entries, and that there is memory for all: an archive of
    /// a few bytes may announce anything.
    private static func check(
        _ directory: ZipDirectory, _ headers: [ZipEntryHeader], _ source: any ByteSource
    ) throws {
        let spans = zip(directory.entries, headers).sorted {
            $0.0.headerOffset < $1.0.headerOffset
        }
        var end = 0
        var total = 0
        for (entry, header) in spans {
            guard entry.headerOffset >= end else {
                let shown = JSONValue.string(entry.name).text
                throw source.malformed("holds \(shown) within another entry")
            }
            end = header.dataStart + entry.storedSize
            let (sum, overflow) = total.addingReportingOverflow(entry.size)
            total = overflow ? .max : sum
        }
        try source.requireMemory(for: total)
    }

    /// Writes arrays in one atomic step, uncompressed; equal contents give equal bytes.
    ///
    /// Throws `DataError` when the file cannot be written or a name is used twice.
    public static func write(
        _ path: String, tensors: [(name: String, array: HostArray)], in files: any FileSystem
    ) throws {
        try write(path, tensors: tensors, limit: ZipFormat.elsewhere32, in: files)
    }

    /// Writes arrays; sizes and offsets from `limit` on in 64 bits.
    static func write(
        _ path: String, tensors: [(name: String, array: HostArray)], limit: Int,
        in files: any FileSystem
    ) throws {
        var seen: Set<String> = []
        for (name, _) in tensors where !seen.insert(name).inserted {
            throw DataError(
                .inconsistent, path,
                "two tensors are called \(JSONValue.string(name).text)", help: "rename one")
        }
        var archive = try ZipWriter(path, limit: limit, in: files)
        for (name, array) in tensors {
            let header = try NPYFile.header(of: array, path: path)
            try array.withBytes { try archive.add(name + ending, header, $0) }
        }
        try archive.commit()
    }
}
