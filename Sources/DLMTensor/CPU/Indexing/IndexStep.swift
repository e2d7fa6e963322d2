import CKernels
import DLMTypes

/// Picking elements or slices by index, and the adjoint additions; the index is Int.
struct IndexStep: ExecutableStep {
    private enum Way {
        case gather, scatterAdd, select, add
    }

    private let way: Way
    private let values: KernelOperand
    private let index: KernelOperand
    private let output: KernelOperand
    private let outer: Int64
    private let length: Int64
    private let inner: Int64
    private let count: Int64

    /// Nil when the operation is another one, or has element types without a kernel.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 2, outputs.count == 1, inputs[1].dtype == .int64 else { return nil }
        let (x, y) = (inputs[0], outputs[0])
        let whole: [Int]
        let axis: Int
        switch operation {
        case let gather as Gather: (way, whole, axis) = (.gather, x.shape, gather.axis)
        case let scatter as ScatterAdd where x.dtype == .float32:
            (way, whole, axis) = (.scatterAdd, y.shape, scatter.axis)
        case let select as IndexSelect: (way, whole, axis) = (.select, x.shape, select.axis)
        case let add as IndexAdd where x.dtype == .float32:
            (way, whole, axis) = (.add, y.shape, add.axis)
        default: return nil
        }
        values = x
        index = inputs[1]
        output = y
        outer = Int64(whole[..<axis].reduce(1, *))
        length = Int64(whole[axis])
        inner = Int64(whole[(axis + 1)...].reduce(1, *))
        switch way {
        case .gather, .scatterAdd: count = Int64(inputs[1].shape[axis])
        case .select, .add: count = Int64(inputs[1].count)
        }
    }

    var name: String {
        switch way {
        case .gather: "gather"
        case .scatterAdd: "scatter add"
        case .select: "index select"
        case .add: "index add"
        }
    }

    var traffic: Int { index.byteCount + 2 * min(values.byteCount, output.byteCount) }

    func run(_ context: StepContext) throws(RunError) {
        let labels = UnsafePointer(index.address(context).assumingMemoryBound(to: Int64.self))
        let size = values.dtype.byteCount
        let bad: Int64
        switch way {
        case .gather:
            bad = dlm_gather(
                Int32(size), outer, length, inner, count, values.address(context), labels,
                output.address(context))
        case .scatterAdd:
            bad = dlm_scatter_add(
                outer, length, inner, count, values.floats(context), labels,
                output.floats(context))
        case .select:
            bad = dlm_index_select(
                outer, length, inner * Int64(size), count, values.address(context), labels,
                output.address(context))
        case .add:
            bad = dlm_index_add(
                outer, length, inner, count, values.floats(context), labels,
                output.floats(context))
        }
        if bad >= 0 {
            throw RunError(
                .index, message: "the index \(labels[Int(bad)]) is outside 0 ..< \(length)")
        }
    }
}
