import DLMData
import DLMSystem
import DLMTypes

/// Turns the columns of each batch into rows of a CSV.
final class PredictionWriter {
    private let path: String
    private let files: any FileSystem
    private var header: [String] = []
    private var rows: [[String]] = []

    init(_ path: String, in files: any FileSystem) {
        self.path = path
        self.files = files
    }

    /// Adds a row for each sample.
    ///
    /// - Parameter arrays: values of the columns that are tensors, in their order.
    func add(
        _ batch: Batch, _ columns: [(name: String, value: Column)], _ arrays: [HostArray]
    ) throws {
        header = columns.map(\.name)
        var remaining = arrays[...]
        var cells: [[String]] = []
        for column in columns {
            switch column.value {
            case .field(let name):
                guard let strings = batch.strings[name] else {
                    throw TrainingFault(
                        "the column \(column.name) reads `\(name)`, which is no text")
                }
                cells.append(strings)
            case .tensor:
                guard let array = remaining.popFirst() else { continue }
                cells.append(PredictionWriter.numbers(array, rows: batch.count))
            case .names(_, let names):
                guard let array = remaining.popFirst() else { continue }
                cells.append(
                    try PredictionWriter.names(array, names, column: column.name))
            }
        }
        for cell in cells where cell.count != batch.count {
            throw TrainingFault(
                "\(path): a column has \(cell.count) values for \(batch.count) samples",
                help: "a column needs one row for each sample")
        }
        for row in 0..<batch.count { rows.append(cells.map { $0[row] }) }
    }

    /// Writes the file; gives the number of rows.
    func finish() throws -> Int {
        let file = try CSVFile(path, header: header, in: files)
        for row in rows { try file.write(row) }
        try file.commit()
        return rows.count
    }

    /// The values of each row with spaces between.
    private static func numbers(_ array: HostArray, rows: Int) -> [String] {
        let texts: [String] =
            switch array.dtype {
            case .float32: array.elements(as: Float.self).map { "\($0)" }
            case .float64: array.elements(as: Double.self).map { "\($0)" }
            default: array.doubles.map { "\(Int64(exactly: $0) ?? 0)" }
            }
        guard rows > 0, texts.count % rows == 0 else { return texts }
        let width = texts.count / rows
        if width == 1 { return texts }
        return (0..<rows).map { texts[$0 * width..<($0 + 1) * width].joined(separator: " ") }
    }

    private static func names(
        _ array: HostArray, _ names: [String], column: String
    ) throws -> [String] {
        try array.doubles.map { value in
            guard let index = Int(exactly: value), names.indices.contains(index) else {
                throw TrainingFault("the column \(column): \(value) indexes no name")
            }
            return names[index]
        }
    }
}
