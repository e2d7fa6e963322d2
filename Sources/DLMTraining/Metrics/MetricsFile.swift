import DLMData
import Glibc

/// `metrics.jsonl` of a run: one JSON object a line.
struct MetricsFile {
    let path: String

    /// Appends a line and hands it to the system at once, so that others can follow the run.
    func append(_ record: EpochRecord) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        let bytes = Array((record.json + "\n").utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure()
            }
            done += count
        }
    }

    /// Begins anew.
    func clear() throws {
        if unlink(path) != 0, errno != ENOENT { throw failure() }
    }

    /// Drops the lines of epochs after one, and a line that a crash left unfinished: a resumed run
    /// does those epochs again.
    func keep(throughEpoch last: Int) throws {
        guard access(path, F_OK) == 0 else { return }
        let text = try TextFile.read(path)
        var kept = ""
        for line in text.split(separator: "\n") {
            guard let value = try? JSONValue(parsing: Array(line.utf8)),
                let epoch = value["epoch"]?.integer, epoch <= last
            else { continue }
            kept += line + "\n"
        }
        guard kept != text else { return }
        let file = try AtomicFile(path)
        try file.write(kept)
        try file.commit()
    }

    private func failure() -> TrainingFault {
        TrainingFault(
            "\(path): cannot be written (\(String(cString: strerror(errno))))",
            help: "check who may write there, or choose another folder with --run-dir")
    }
}
