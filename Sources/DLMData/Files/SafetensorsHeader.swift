import DLMSystem
import DLMTypes

/// The checked header of a safetensors file.
struct SafetensorsHeader {
    struct Entry {
        let name: String
        let array: StoredArray
    }

    /// Entries in the order of their data.
    let entries: [Entry]
    let metadata: [String: String]

    init(_ file: any ByteSource) throws {
        let path = file.path
        func malformed(_ problem: String) -> DataError {
            DataError(
                .malformed, path, problem,
                help: "it is damaged or no safetensors file: get it again"
            )
        }
        guard file.size >= 8 else { throw malformed("is too short for a safetensors file") }
        var length: UInt64 = 0
        try withUnsafeMutableBytes(of: &length) { try file.read(into: $0, at: 0) }
        length = UInt64(littleEndian: length)
        guard length <= UInt64(SafetensorsFile.headerLimit), Int(length) <= file.size - 8 else {
            throw malformed("its header announces \(length) bytes; the file has \(file.size)")
        }
        let bytes = try [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 8)
            count = Int(length)
        }
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw malformed("its header is not JSON (\(error))")
        }
        guard let members = json.object else { throw malformed("its header is no JSON object") }

        let dataStart = 8 + Int(length)
        var spans: [(entry: Entry, end: Int)] = []
        var metadata: [String: String] = [:]
        for member in members {
            if member.name == "__metadata__" {
                guard let strings = member.value.object else {
                    throw malformed("its metadata is no JSON object")
                }
                for string in strings {
                    guard let text = string.value.string else {
                        throw malformed("the metadata \"\(string.name)\" is not a string")
                    }
                    metadata[string.name] = text
                }
                continue
            }
            do {
                spans.append(
                    try SafetensorsHeader.span(member, dataStart: dataStart, size: file.size))
            } catch let problem as Problem {
                let text = "the tensor \"\(member.name)\" \(problem.text)"
                guard let help = problem.help else { throw malformed(text) }
                throw DataError(.malformed, path, text, help: help)
            }
        }

        spans.sort { ($0.entry.array.start, $0.end) < ($1.entry.array.start, $1.end) }
        var position = dataStart
        for (entry, end) in spans {
            guard entry.array.start == position else {
                let relation =
                    entry.array.start < position ? "overlaps another" : "leaves a gap before it"
                throw malformed("the tensor \"\(entry.name)\" \(relation)")
            }
            position = end
        }
        guard position == file.size else {
            throw malformed("\(file.size - position) bytes belong to no tensor")
        }
        entries = spans.map(\.entry)
        self.metadata = metadata
    }

    private struct Problem: Error {
        let text: String
        var help: String?
    }

    private static func span(
        _ member: JSONValue.Member, dataStart: Int, size: Int
    ) throws -> (entry: Entry, end: Int) {
        guard let name = member.value["dtype"]?.string else { throw Problem(text: "has no dtype") }
        guard let type = StoredType.allCases.first(where: { $0.safetensorsName == name }) else {
            let known = StoredType.allCases.map(\.safetensorsName).joined(separator: ", ")
            throw Problem(
                text: "has the type \(name)", help: "dlm reads \(known): convert it to one of them")
        }
        guard let lengths = member.value["shape"]?.array, lengths.count <= StoredArray.maximumRank
        else { throw Problem(text: "has no shape of at most \(StoredArray.maximumRank) axes") }
        let shape = try lengths.map { length in
            guard let value = length.integer, value >= 0 else {
                throw Problem(text: "has a length that is no count")
            }
            return value
        }
        guard let byteCount = StoredArray.byteCount(type, shape) else {
            throw Problem(text: "has a shape that is too large")
        }
        guard let offsets = member.value["data_offsets"]?.array, offsets.count == 2,
            let begin = offsets[0].integer, let end = offsets[1].integer
        else { throw Problem(text: "has no data_offsets") }
        guard begin >= 0, end >= begin, end <= size - dataStart else {
            throw Problem(text: "lies outside the file")
        }
        guard end - begin == byteCount else {
            throw Problem(text: "has \(end - begin) bytes where its shape needs \(byteCount)")
        }
        let array = StoredArray(type: type, shape: shape, start: dataStart + begin)
        return (Entry(name: member.name, array: array), dataStart + end)
    }
}
