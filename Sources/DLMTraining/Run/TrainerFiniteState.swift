import DLMTensor
import DLMTypes

/// A checkpoint with NaN in it would replace a good one.
extension Trainer {
    /// Notes which variables begin with values that are not finite, such as a buffer that keeps a
    /// minimum: theirs alone may stay so.
    func noteUnboundedState() {
        unbounded = Set(
            job.variables.filter { $0.value.firstNotFinite != nil }.map(\.path))
    }

    /// - Throws: `TrainingFault` that names the first variable that is no longer finite.
    func requireFiniteState() throws {
        for variable in job.variables
        where variable.role != .schedule && !unbounded.contains(variable.path) {
            guard let bad = variable.value.firstNotFinite else { continue }
            throw StepFault.notFinite(
                variable.path, bad,
                place: progress.stepInEpoch > 0
                    ? "epoch \(progress.epoch + 1), step \(progress.stepInEpoch)"
                    : "epoch \(progress.epoch)",
                saved: savedSentence)
        }
    }
}

extension HostArray {
    /// The first element that is NaN or infinite; nil when there is none or the type has none.
    var firstNotFinite: Double? {
        withBytes { bytes in
            switch dtype {
            case .float32:
                HostArray.firstNotFinite(bytes.bindMemory(to: Float.self))
            case .float64:
                HostArray.firstNotFinite(bytes.bindMemory(to: Double.self))
            default: nil
            }
        }
    }

    private static func firstNotFinite<T: BinaryFloatingPoint>(
        _ elements: UnsafeBufferPointer<T>
    ) -> Double? {
        // A value that is not finite times zero is NaN, and NaN stays in a sum: one pass without
        // branches tells the usual case.
        var sum: T = 0
        for element in elements { sum += element * 0 }
        if sum == 0 { return nil }
        return elements.first { !$0.isFinite }.map { Double($0) }
    }
}
