import DLMData
import DLMSystem

/// `metrics.jsonl` of a run: one JSON object a line.
struct MetricsFile {
    let path: String
    private let files: any FileSystem

    init(_ path: String, in files: any FileSystem) {
        self.path = path
        self.files = files
    }

    /// Appends a line and hands it to the system at once, so that others can follow the run.
    func append(_ record: EpochRecord) throws {
        do {
            try files.append(Array((record.json + "\n").utf8), to: path)
        } catch let error as DataError {
            throw TrainingFault(
                "\(path): cannot be written (\(error.cause ?? error.problem))",
                help: "check who may write there, or choose another folder with --run-dir")
        }
    }

    /// Drops the lines of epochs after one, and a line that a crash left unfinished: a resumed run
    /// does those epochs again.
    func keep(throughEpoch last: Int) throws {
        guard let text = try text() else { return }
        var kept = ""
        for line in text.split(separator: "\n") {
            guard let value = try? JSONValue(parsing: Array(line.utf8)),
                let epoch = value["epoch"]?.integer, epoch <= last
            else { continue }
            kept += line + "\n"
        }
        guard kept != text else { return }
        let file = try AtomicFile(path, in: files)
        try file.write(kept)
        try file.commit()
    }

    /// The text of the file, nil when there is none; bytes that are no UTF-8 are replaced.
    private func text() throws -> String? {
        do {
            let bytes = try files.contents(path, limit: MetricsFile.largest)
            return bytes.map { String(decoding: $0, as: UTF8.self) }
        } catch let error as DataError {
            throw TrainingFault("\(path): cannot be read (\(error.cause ?? error.problem))")
        }
    }

    /// More than a million epochs' lines are something else.
    private static let largest = 1 << 30
}
