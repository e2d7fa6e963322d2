/// One step of a plan, for `dlm plan` and `dlm profile`.
public struct StepDescription: Sendable {
    /// What runs: `conv2d forward winograd`, `loop 12 instructions`.
    public let name: String
    /// Floating-point operations, counting a multiplication and an addition as two.
    public let flops: Double
    /// Bytes read and written.
    public let bytes: Int
    /// Where in the program it comes from.
    public let origin: Origin?
    /// Whether it writes variables.
    public let isCommit: Bool
}
