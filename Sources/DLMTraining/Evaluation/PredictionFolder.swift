import DLMSystem

extension EvaluationJob {
    /// Refuses a file that could not be written once the prediction is done, before any work is
    /// put into it. Makes nothing.
    public func checkOutput(in directory: RunDirectory) throws {
        guard let output else { return }
        let path = directory.resolve(output)
        guard !directory.files.isFolder(path), !path.hasSuffix("/") else {
            throw TrainingFault("\(path): is a folder", help: "write to a file, such as all.csv")
        }
        var folder = FilePath.parent(path)
        while !directory.files.exists(folder), folder != "/", folder != "." {
            folder = FilePath.parent(folder)
        }
        guard directory.files.isFolder(folder) else {
            throw TrainingFault(
                "\(path): cannot be written, for \(folder) is not a folder",
                help: PredictionFolder.help)
        }
        do {
            try directory.files.requireWritable(folder)
        } catch let error as DataError {
            throw TrainingFault(
                "\(path): cannot be written in \(folder) (\(error.cause ?? error.problem))",
                help: PredictionFolder.help)
        }
    }
}

/// Where predictions are written.
enum PredictionFolder {
    static let help = "write to another file, or choose another folder with --run-dir"
}
