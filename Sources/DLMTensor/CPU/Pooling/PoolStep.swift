import CKernels
import DLMTypes

/// A pool or its gradient over channels-last Float32 images.
struct PoolStep: ExecutableStep {
    private enum Way {
        case maximum, maximumGradient, average, averageGradient
    }

    private let shape: dlm_pool_shape
    private let way: Way
    private let inputs: [KernelOperand]
    private let output: KernelOperand

    /// Nil when the operation is no pool, or not Float32.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard let output = outputs.first, let first = inputs.first,
            (inputs + outputs).allSatisfy({ $0.dtype == .float32 && $0.shape.count == 4 }),
            (inputs + outputs).allSatisfy({ $0.count > 0 })
        else { return nil }
        let known: dlm_pool_shape?
        switch operation {
        case let pool as MaxPool2d:
            way = .maximum
            known = Self.shape(pool.window, first.shape, output.shape)
        case let pool as MaxPool2dGradient where inputs.count == 2:
            way = .maximumGradient
            known = Self.shape(pool.window, first.shape, inputs[1].shape)
        case let pool as AvgPool2d:
            way = .average
            known = Self.shape(pool.window, first.shape, output.shape, pool.countIncludePad)
        case let gradient as AvgPool2dGradient:
            way = .averageGradient
            known = Self.shape(
                gradient.pool.window, output.shape, first.shape, gradient.pool.countIncludePad)
        default: return nil
        }
        guard let known else { return nil }
        shape = known
        self.inputs = inputs
        self.output = output
    }

    private static func shape(
        _ window: SpatialWindow, _ x: [Int], _ y: [Int], _ countsPadding: Bool = false
    ) -> dlm_pool_shape? {
        guard let window = try? window.known() else { return nil }
        func pair(_ values: [Int]) -> (Int64, Int64) { (Int64(values[0]), Int64(values[1])) }
        return dlm_pool_shape(
            batch: Int64(x[0]), channels: Int64(x[1]), input: pair([x[2], x[3]]),
            output: pair([y[2], y[3]]), kernel: pair(window.kernel), stride: pair(window.stride),
            dilation: pair(window.dilation), pad_before: pair(window.paddingBefore),
            pad_after: pair(window.paddingAfter), count_padding: countsPadding ? 1 : 0)
    }

    var name: String {
        switch way {
        case .maximum: "max pool"
        case .maximumGradient: "max pool gradient"
        case .average: "average pool"
        case .averageGradient: "average pool gradient"
        }
    }

    var traffic: Int { inputs.reduce(output.byteCount) { $0 + $1.byteCount } }

    func run(_ context: StepContext) {
        var shape = shape
        let x = inputs[0].floats(context)
        let y = output.floats(context)
        let threads = Int32(context.threads)
        switch way {
        case .maximum: dlm_max_pool(&shape, x, y, threads)
        case .maximumGradient:
            dlm_max_pool_gradient(&shape, x, inputs[1].floats(context), y, threads)
        case .average: dlm_average_pool(&shape, x, y, threads)
        case .averageGradient: dlm_average_pool_gradient(&shape, x, y, threads)
        }
    }
}
