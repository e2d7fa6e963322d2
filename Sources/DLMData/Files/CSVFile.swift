import DLMSystem

/// Comma-separated values as RFC 4180 describes them.
public final class CSVFile {
    private let file: AtomicFile
    private let columns: Int

    /// Begins a file with its header line; nothing is seen at the path before `commit`.
    public init(_ path: String, header: [String], in files: any FileSystem) throws {
        file = try AtomicFile(path, in: files)
        columns = header.count
        try file.write(CSVFile.line(header))
    }

    /// Appends a row; missing cells stay empty and extra ones are dropped.
    public func write(_ row: [String]) throws {
        let cells = (0..<columns).map { $0 < row.count ? row[$0] : "" }
        try file.write(CSVFile.line(cells))
    }

    /// Puts the file in its place.
    public func commit() throws { try file.commit() }

    /// One line with its end; a lone empty cell is quoted, so that the line is not blank.
    static func line(_ cells: [String]) -> String {
        if cells == [""] { return "\"\"\r\n" }
        return cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ cell: String) -> String {
        let special: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D]
        guard cell.utf8.contains(where: { special.contains($0) }) else { return cell }
        var text = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { text.unicodeScalars.append("\"") }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}
