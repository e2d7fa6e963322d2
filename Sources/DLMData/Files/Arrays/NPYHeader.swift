import DLMSystem
import DLMTypes

/// The checked header of a .npy array: magic, version, then a Python dictionary as text.
///
/// Format: NumPy enhancement proposal 1, versions 1.0 to 3.0.
struct NPYHeader {
    /// The array as it lies there; in Fortran order its axes are reversed.
    let array: StoredArray
    let isFortranOrder: Bool

    /// The most bytes the dictionary may have.
    static let limit = 1 << 20
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    init(_ source: any ByteSource) throws {
        let (text, dataStart) = try NPYHeader.text(source)
        let members: [String: PythonLiteral]
        do {
            members = try PythonLiteral.dictionary(text)
        } catch {
            throw source.malformed("has a header that is no dictionary (\(error))")
        }
        guard members.count == 3, let description = members["descr"],
            let order = members["fortran_order"], let axes = members["shape"]
        else {
            throw source.malformed("has a header without descr, fortran_order and shape alone")
        }
        guard case .flag(let isFortranOrder) = order else {
            throw source.malformed("has a fortran_order that is neither True nor False")
        }
        let (type, isBigEndian) = try NPYHeader.type(description, source)
        let shape = try NPYHeader.shape(axes, source)
        guard let byteCount = StoredArray.byteCount(type, shape) else {
            throw source.malformed("has a shape that is too large")
        }
        try NPYHeader.check(byteCount, against: source.size - dataStart, source)
        self.isFortranOrder = isFortranOrder
        array = StoredArray(
            type: type, isBigEndian: isBigEndian,
            shape: isFortranOrder ? shape.reversed() : shape, start: dataStart)
    }

    /// The dictionary's text and where the data begin.
    private static func text(_ source: any ByteSource) throws -> ([UInt8], dataStart: Int) {
        let start = try source.bytes(at: 0, count: min(source.size, 8))
        guard start.starts(with: magic.prefix(start.count)), !start.isEmpty else {
            throw source.malformed(
                "is no .npy array: it does not begin with NumPy's mark",
                help: "numpy.save writes such files")
        }
        guard start.count == 8 else { throw cut(source) }
        guard (1...3).contains(start[6]), start[7] == 0 else {
            throw source.malformed(
                "is a .npy array of version \(start[6]).\(start[7]); dlm reads 1.0, 2.0 and 3.0",
                help: "save it again with numpy.save")
        }
        let width = start[6] == 1 ? 2 : 4
        guard source.size >= 8 + width else { throw cut(source) }
        let digits = try source.bytes(at: 8, count: width)
        let length = digits.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= limit else {
            throw source.malformed("has a header of \(length) bytes; the limit is \(limit)")
        }
        guard length <= source.size - 8 - width else { throw cut(source) }
        let text = try source.bytes(at: 8 + width, count: length)
        return (text, 8 + width + length)
    }

    private static func cut(_ source: any ByteSource) -> DataError {
        source.malformed(
            "ends within its header", help: "it is truncated: copy or download it again")
    }

    private static func type(
        _ description: PythonLiteral, _ source: any ByteSource
    ) throws -> (StoredType, isBigEndian: Bool) {
        guard case .text(let text) = description else {
            throw source.malformed(
                "holds records of several fields (a structured dtype)",
                help: "save each field as an array of its own, as in a .npz file")
        }
        if let found = StoredType.numpy(text) { return found }
        if text.drop(while: { "<>|=".contains($0) }).hasPrefix("O") {
            throw source.malformed(
                "is an array of objects, which dlm does not load",
                help: "object arrays hold pickled Python objects; save plain arrays of numbers")
        }
        throw source.malformed(
            "holds elements of the type \(JSONValue.string(String(text.prefix(40))).text)",
            help: "dlm reads floats (f2, f4, f8), integers (i1 to i8, u1 to u8) and bool: "
                + "convert it with astype")
    }

    private static func shape(_ axes: PythonLiteral, _ source: any ByteSource) throws -> [Int] {
        guard case .tuple(let lengths) = axes, lengths.count <= StoredArray.maximumRank else {
            throw source.malformed(
                "has a shape that is no tuple of at most \(StoredArray.maximumRank) lengths")
        }
        return try lengths.map { length in
            guard case .integer(let value) = length, value >= 0 else {
                throw source.malformed("has a length that is no count in its shape")
            }
            return value
        }
    }

    private static func check(
        _ wanted: Int, against there: Int, _ source: any ByteSource
    ) throws {
        if there < wanted {
            throw source.malformed(
                "has \(there) bytes of data where its shape needs \(wanted)",
                help: "it is truncated: copy or download it again")
        }
        if there > wanted {
            throw source.malformed(
                "has \(there - wanted) bytes after its data",
                help: "a .npy file holds one array; keep several in a .npz file")
        }
    }
}
