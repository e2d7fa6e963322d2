/// Checkpoints of a run.
extension Trainer {
    /// Writes `last.safetensors`.
    func save() throws { try save(to: directory.last, isBest: false) }

    /// Writes a checkpoint in one atomic step.
    func save(to path: String, isBest: Bool) throws {
        try claimDirectory()
        try Checkpoint.write(
            path, variables: job.variables, progress: progress, model: job.model,
            record: job.record, in: host.files)
        host.report(.saved(path: path, isBest: isBest))
    }

    /// Makes the folder this run's own before it writes there for the first time.
    func claimDirectory() throws {
        guard !ownsDirectory else { return }
        if let folder = try directory.setEarlierRunAside() {
            host.report(.note("the files of an earlier run there are in \(folder) now"))
        }
        ownsDirectory = true
    }

    /// What is safe on disk, in words.
    var savedSentence: String {
        guard ownsDirectory else { return "no checkpoint had been saved yet" }
        return "\(directory.last) holds epoch \(progress.epoch)"
    }
}
