import CFourier
import DLMTypes
import Glibc
import Synchronization

/// A Fourier transform over dense operands.
struct FourierStep: ExecutableStep {
    private enum Way {
        case complex, inverse, real, realAdjoint
    }

    private let way: Way
    private let input: KernelOperand
    private let output: KernelOperand
    private let lines: FourierLines

    /// Nil when the operation is no transform.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1, inputs[0].dtype.isFloating,
            inputs[0].dtype == outputs[0].dtype
        else { return nil }
        (input, output) = (inputs[0], outputs[0])
        switch operation {
        case let transform as FourierTransform:
            way = transform.isInverse ? .inverse : .complex
            lines = FourierLines(input.shape, axis: transform.axis, hasPairs: true)
        case let transform as RealTransform:
            way = .real
            lines = FourierLines(input.shape, axis: transform.axis, hasPairs: false)
        case let adjoint as RealTransformAdjoint:
            way = .realAdjoint
            lines = FourierLines(output.shape, axis: adjoint.axis, hasPairs: false)
        default: return nil
        }
    }

    var name: String { "Fourier transform of \(lines.length)" }
    var traffic: Int { input.byteCount + output.byteCount }

    func run(_ context: StepContext) throws(RunError) {
        let wide: Int32 = input.dtype == .float64 ? 1 : 0
        let (outer, n, inner) = (Int64(lines.outer), Int64(lines.length), Int64(lines.inner))
        let (x, y) = (input.address(context), output.address(context))
        // Lines and twiddles, and for awkward lengths those of a convolution up to four times as
        // long.
        let room = min(lines.length, 1 << 46) * 320
        guard HostMemory.canHold(room) else {
            throw RunError(
                .memory,
                message: "no memory for a Fourier transform: \(HostMemory.refusal(room))")
        }
        let line = 5 * Double(max(lines.length, 2)) * log2(Double(max(lines.length, 2)))
        let each = line * Double(inner)
        guard each * Double(outer) > Detached.shortest else {
            try check(transform(wide, outer, n, inner, x, y))
            return
        }
        // A part of the lines at a time, on a thread of its own.
        let part = Int64(min(max(1, Detached.shortest / max(each, 1)), 1e9))
        let (from, to) = (input.byteCount / Int(outer), output.byteCount / Int(outer))
        let status = Status()
        try Detached.run(
            [input.bytes(context)], [output.mutableBytes(context)], besides: room
        ) { [self] operands, results, isAbandoned in
            for first in stride(from: Int64(0), to: outer, by: Int(part)) where !isAbandoned() {
                let ended = transform(
                    wide, min(part, outer - first), n, inner, operands[0] + from * Int(first),
                    results[0] + to * Int(first))
                if ended != 0 {
                    status.ended.store(ended, ordering: .relaxed)
                    return
                }
            }
        }
        try check(status.ended.load(ordering: .relaxed))
    }

    /// Where work on another thread leaves how it ended.
    private final class Status: Sendable {
        let ended = Atomic<Int32>(0)
    }

    private func transform(
        _ wide: Int32, _ outer: Int64, _ n: Int64, _ inner: Int64, _ x: UnsafeRawPointer,
        _ y: UnsafeMutableRawPointer
    ) -> Int32 {
        switch way {
        case .complex: dlm_fourier(wide, 0, outer, n, inner, x, y)
        case .inverse: dlm_fourier(wide, 1, outer, n, inner, x, y)
        case .real: dlm_fourier_real(wide, outer, n, inner, x, y)
        case .realAdjoint: dlm_fourier_real_adjoint(wide, outer, n, inner, x, y)
        }
    }

    private func check(_ ended: Int32) throws(RunError) {
        if ended != 0 {
            throw RunError(.memory, message: "no memory for the workspace of a Fourier transform")
        }
    }
}
