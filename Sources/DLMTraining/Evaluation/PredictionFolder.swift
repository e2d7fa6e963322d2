import Glibc

extension EvaluationJob {
    /// Refuses a file that could not be written once the prediction is done, before any work is
    /// put into it. Makes nothing.
    public func checkOutput(in directory: RunDirectory) throws {
        guard let output else { return }
        let path = directory.resolve(output)
        guard !PredictionFolder.isFolder(path), !path.hasSuffix("/") else {
            throw TrainingFault("\(path): is a folder", help: "write to a file, such as all.csv")
        }
        var folder = PredictionFolder.parent(path)
        while !RunDirectory.exists(folder), folder != "/", folder != "." {
            folder = PredictionFolder.parent(folder)
        }
        guard PredictionFolder.isFolder(folder) else {
            throw TrainingFault(
                "\(path): cannot be written, for \(folder) is not a folder",
                help: PredictionFolder.help)
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw TrainingFault(
                "\(path): cannot be written in \(folder) (\(String(cString: strerror(errno))))",
                help: PredictionFolder.help)
        }
    }
}

/// Where predictions are written.
enum PredictionFolder {
    static let help = "write to another file, or choose another folder with --run-dir"

    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// The folder that a path lies in.
    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
