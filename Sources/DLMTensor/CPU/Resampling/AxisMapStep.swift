import CKernels
import DLMTypes

/// A linear map along an axis, over the memory order of its operand.
struct AxisMapStep: ExecutableStep {
    private let input: KernelOperand
    private let output: KernelOperand
    private let outer: Int
    private let from: Int
    private let to: Int
    private let inner: Int
    private let starts: [Int64]
    private let sources: [Int64]
    private let weights: [Double]

    /// Nil when the operation is another one, not of floats, or has no elements.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard let map = operation as? AxisMap, let input = inputs.first,
            let output = outputs.first, input.dtype.isFloating, input.count > 0, output.count > 0,
            let table = try? map.weights()
        else { return nil }
        self.input = input
        self.output = output
        let layout = KernelLayouts.output(of: map, input.dtype)
        let order = MemoryOrder.order(rank: input.shape.count, layout)
        guard let place = order.firstIndex(of: map.axis) else { return nil }
        outer = order[..<place].reduce(1) { $0 * input.shape[$1] }
        inner = order[(place + 1)...].reduce(1) { $0 * input.shape[$1] }
        from = input.shape[map.axis]
        to = output.shape[map.axis]
        starts = table.starts.map { Int64($0) }
        sources = table.sources.map { Int64($0) }
        weights = table.weights
    }

    var name: String { "axis map" }
    var flops: Double { 2 * Double(sources.count) * Double(outer) * Double(inner) }
    var traffic: Int { input.byteCount + output.byteCount }

    func run(_ context: StepContext) {
        let (x, y) = (input.address(context), output.address(context))
        let threads = Int32(context.threads)
        let isDouble = input.dtype == .float64
        starts.withUnsafeBufferPointer { starts in
            sources.withUnsafeBufferPointer { sources in
                weights.withUnsafeBufferPointer { weights in
                    var map = dlm_axis_map(
                        outer: Int64(outer), from: Int64(from), to: Int64(to), inner: Int64(inner),
                        starts: starts.baseAddress, sources: sources.baseAddress,
                        weights: weights.baseAddress)
                    if isDouble {
                        dlm_axis_map_double(
                            &map, x.assumingMemoryBound(to: Double.self),
                            y.assumingMemoryBound(to: Double.self), threads)
                    } else {
                        dlm_axis_map_float(
                            &map, x.assumingMemoryBound(to: Float.self),
                            y.assumingMemoryBound(to: Float.self), threads)
                    }
                }
            }
        }
    }
}
