import Glibc

/// Small text files of a run's own making.
enum TextFile {
    /// The text of a file; bytes that are no UTF-8 are replaced.
    static func read(_ path: String) throws -> String {
        guard let file = fopen(path, "re") else {
            throw TrainingFault("\(path): cannot be read (\(String(cString: strerror(errno))))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            bytes += chunk[0..<count]
        }
        guard ferror(file) == 0 else { throw TrainingFault("\(path): cannot be read") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
