import Glibc

/// Files of the checkout, found from where this source file lies.
enum TestFiles {
    /// The checkout.
    static var root: String {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(4)
        return parts.joined(separator: "/")
    }

    /// The Swift files under a folder of the checkout, as paths.
    static func swiftFiles(under folder: String) -> [String] {
        let path = root + "/" + folder
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            if name.hasSuffix(".swift") {
                found.append(folder + "/" + name)
            } else if !name.contains(".") {
                found += swiftFiles(under: folder + "/" + name)
            }
        }
        return found.sorted()
    }

    /// The bytes of a file of the checkout; empty when it cannot be read.
    static func bytes(_ file: String) -> [UInt8] {
        guard let stream = fopen(root + "/" + file, "rb") else { return [] }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            if count == 0 { return bytes }
            bytes += chunk[0..<count]
        }
    }
}
