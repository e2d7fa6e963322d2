import DLMSyntax
import Glibc

/// Finds and reads the files of a suite.
public enum SuiteFolder {
    /// All `.dlm` files under `folder`, by path. Paths in diagnostics are relative to it.
    public static func files(in folder: String) -> [SuiteFile] {
        paths(in: folder, prefix: "").sorted().compactMap { path in
            read("\(folder)/\(path)").map { SuiteFile(SourceFile(path: path, bytes: $0)) }
        }
    }

    /// The folder `Tests/Language/<name>` next to the test target that a source file belongs to: pass
    /// `#filePath` of a file directly inside `Tests/<Target>`.
    public static func language(_ name: String, from testFile: String) -> String {
        let parts = testFile.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(2).joined(separator: "/") + "/Language/" + name
    }

    public static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private static func paths(in folder: String, prefix: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            if name.hasSuffix(".dlm") {
                found.append(prefix + name)
            } else {
                found += paths(in: "\(folder)/\(name)", prefix: "\(prefix)\(name)/")
            }
        }
        return found
    }
}
