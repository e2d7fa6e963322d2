import DLMTypes

/// A reader of the fixtures' safetensors files, whose headers have no spaces and no metadata.
enum Safetensors {
    /// Arrays by name; nil when the file is missing or damaged.
    static func read(_ bytes: [UInt8]) -> [String: HostArray]? {
        guard bytes.count > 8 else { return nil }
        var headerLength = 0
        for place in (0..<8).reversed() { headerLength = headerLength << 8 | Int(bytes[place]) }
        guard headerLength > 0, headerLength <= bytes.count - 8 else { return nil }
        let header = String(decoding: bytes[8..<8 + headerLength], as: UTF8.self)
        let data = bytes[(8 + headerLength)...]
        var arrays: [String: HostArray] = [:]
        // "name":{"dtype":"F64","shape":[2,3],"data_offsets":[0,48]}
        for entry in header.split(separator: "}") {
            let parts = entry.split(separator: "\"")
            guard parts.count >= 11 else { continue }
            let name = String(parts[1])
            let shape = numbers(in: parts[8])
            let offsets = numbers(in: parts[10])
            guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= data.count else {
                return nil
            }
            let dtype: DType = parts[5] == "F64" ? .float64 : .int64
            let first = data.startIndex + offsets[0]
            let chunk = Array(data[first..<data.startIndex + offsets[1]])
            guard chunk.count == shape.reduce(8, *) else { return nil }
            arrays[name] = HostArray(dtype, shape) { $0.copyBytes(from: chunk) }
        }
        return arrays
    }

    private static func numbers(in text: Substring) -> [Int] {
        text.split { !$0.isNumber }.compactMap { Int($0) }
    }
}
