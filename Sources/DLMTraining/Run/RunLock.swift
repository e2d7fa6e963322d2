import DLMSystem
import Synchronization

/// A run's claim on its folder, so that no second run mixes its files with the first one's.
public final class RunLock: Sendable {
    private let directory: RunDirectory
    private let held = Mutex<(any FileClaim)?>(nil)

    /// The claim on a folder, not yet made.
    public init(_ directory: RunDirectory) { self.directory = directory }

    deinit { release() }

    /// Makes the folder and claims it, unless that was done.
    ///
    /// - Throws: `TrainingFault` when another run has it, or when nothing can be written there.
    public func acquire() throws {
        try held.withLock { held in
            guard held == nil else { return }
            try directory.create()
            held = try claim()
        }
    }

    /// Lets go of the folder.
    public func release() {
        held.withLock { held in
            held?.release()
            held = nil
        }
    }

    private func claim() throws -> any FileClaim {
        do {
            return try directory.files.claim("\(directory.path)/.lock")
        } catch let other as FileClaimed {
            let holder = other.process.map { " (process \($0))" } ?? ""
            throw TrainingFault(
                "\(directory.path): another run is at work there\(holder)",
                help: "wait for its end, or choose another folder with --run-dir")
        } catch let error as DataError {
            throw TrainingFault(
                "\(directory.path): cannot be written to (\(error.cause ?? error.problem))",
                help: "check who may write there, or choose another folder with --run-dir")
        }
    }
}
