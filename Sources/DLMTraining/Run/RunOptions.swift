/// How a run is started: what the command line says beside the program.
public struct RunOptions: Sendable {
    /// Folder for metrics, checkpoints and predictions; made when missing.
    public var directory: String
    /// Goes on from the folder's `last.safetensors`.
    public var resume: Bool
    /// A safetensors file whose parameters and buffers the run begins with.
    public var weights: String?
    /// The caller's claim on the folder, which outlasts the run; without one the run makes its own.
    public var lock: RunLock?

    public init(
        directory: String, resume: Bool = false, weights: String? = nil, lock: RunLock? = nil
    ) {
        self.lock = lock
        self.directory = directory
        self.resume = resume
        self.weights = weights
    }
}
