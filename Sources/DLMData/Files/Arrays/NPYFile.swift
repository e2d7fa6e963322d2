import DLMSystem
import DLMTypes

/// NumPy's .npy format: one array.
public enum NPYFile {
    /// Reads an array, in row-major order whatever the file's.
    ///
    /// float16 becomes Float, int8, int16 and uint16 become Int32, uint32 and uint64 become Int.
    /// Throws `DataError` when the file is missing, holds other types (objects are never
    /// unpickled), or when any size in its header does not fit.
    public static func read(_ path: String, in files: any FileSystem) throws -> HostArray {
        try decode(InputFile(path, in: files))
    }

    static func decode(_ source: any ByteSource) throws -> HostArray {
        let header = try NPYHeader(source)
        let array = try header.array.read(from: source)
        guard header.isFortranOrder, array.shape.count > 1 else { return array }
        try source.requireMemory(for: array.byteCount)
        return array.reversingAxes()
    }

    /// Writes an array in one atomic step, with the bytes that NumPy would write.
    public static func write(
        _ path: String, _ array: HostArray, in files: any FileSystem
    ) throws {
        let header = try header(of: array, path: path)
        let file = try AtomicFile(path, in: files)
        try file.write(header)
        try array.withBytes { try file.write($0) }
        try file.commit()
    }

    /// All that goes before the data: version 1.0, padded so that the data are aligned.
    static func header(of array: HostArray, path: String) throws -> [UInt8] {
        guard array.shape.count <= StoredArray.maximumRank else {
            throw DataError(
                .tooLarge, path,
                "an array of \(array.shape.count) axes is too much for it: "
                    + "the limit is \(StoredArray.maximumRank)",
                help: "reshape it")
        }
        let lengths = array.shape.map { "\($0)" }.joined(separator: ", ")
        let shape = array.shape.count == 1 ? "(\(lengths),)" : "(\(lengths))"
        let type = StoredType(array.dtype).numpyDescription
        var text = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }".utf8)
        // NumPy leaves room for the first length to grow in place.
        if let first = array.shape.first {
            text += [UInt8](repeating: UInt8(ascii: " "), count: max(0, 21 - "\(first)".count))
        }
        while (10 + text.count + 1) % 64 != 0 { text.append(UInt8(ascii: " ")) }
        text.append(UInt8(ascii: "\n"))
        return NPYHeader.magic + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
    }
}
