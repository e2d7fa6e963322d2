import DLMTensor
import DLMTypes

extension Tensor: CustomStringConvertible {
    /// The numbers as the prompt shows them, then element type and shape: `[1.0, 2.0]  Float[2]`.
    /// They are computed when they must be; where they cannot, the type and the reason.
    public var description: String {
        if let refusal { return "no tensor: \(refusal.description)" }
        do throws(RunError) {
            return try text()
        } catch {
            return "\(type), not computed: \(error.message)"
        }
    }

    /// The text of `description`.
    /// - Throws: `RunError` when the numbers cannot be computed.
    public func text(on runtime: Runtime = .shared) throws(RunError) -> String {
        TensorText(try array(on: runtime)).text
    }
}
