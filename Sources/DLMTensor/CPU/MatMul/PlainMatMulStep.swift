import CKernels
import DLMTypes

/// A matrix product of Float64 or of whole numbers, which wrap; batched and broadcast.
struct PlainMatMulStep: ExecutableStep {
    private var product = dlm_plain_product()
    private let inputs: [KernelOperand]
    private let output: KernelOperand
    /// Where each member of the batch finds its matrices, in elements.
    private let left: [Int]
    private let right: [Int]

    /// Nil for other element types, or operands of different ones.
    init?(_ operation: MatMul, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 2, outputs.count == 1, let type = Self.code(outputs[0].dtype),
            inputs.allSatisfy({ $0.dtype == outputs[0].dtype && $0.shape.count >= 2 })
        else { return nil }
        self.inputs = inputs
        output = outputs[0]
        let (a, b) = (inputs[0].shape, inputs[1].shape)
        let batch = Array(output.shape.dropLast(2))
        let (rows, columns) = (output.shape[batch.count], output.shape[batch.count + 1])
        let depth = a[a.count - (operation.transposesLeft ? 2 : 1)]
        let (wide, wideRight) = (Int64(a[a.count - 1]), Int64(b[b.count - 1]))
        product = dlm_plain_product(
            type: type, m: Int64(rows), n: Int64(columns), k: Int64(depth),
            a_row: operation.transposesLeft ? 1 : wide,
            a_column: operation.transposesLeft ? wide : 1,
            b_row: operation.transposesRight ? 1 : wideRight,
            b_column: operation.transposesRight ? wideRight : 1)
        left = MatMulStep.offsets(Array(a.dropLast(2)), batch, rows * depth)
        right = MatMulStep.offsets(Array(b.dropLast(2)), batch, depth * columns)
    }

    private static func code(_ dtype: DType) -> Int32? {
        switch dtype {
        case .float64: Int32(DLM_PLAIN_DOUBLE)
        case .int64: Int32(DLM_PLAIN_INT64)
        case .int32: Int32(DLM_PLAIN_INT32)
        case .uint8: Int32(DLM_PLAIN_UINT8)
        case .float32, .bool: nil
        }
    }

    var name: String {
        "matmul \(product.m)x\(product.k)x\(product.n) of \(left.count) in \(output.dtype.name)"
    }

    var flops: Double { 2 * Double(output.count) * Double(product.k) }

    var traffic: Int { inputs.reduce(output.byteCount) { $0 + $1.byteCount } }

    func workspace(threads: Int) -> Int {
        var product = product
        return dlm_plain_workspace(&product)
    }

    func run(_ context: StepContext) {
        var product = product
        let width = output.dtype.byteCount
        let (a, b) = (inputs[0].address(context), inputs[1].address(context))
        let c = output.address(context)
        let size = Int(product.m * product.n)
        for place in left.indices {
            if Stop.isRequested { return }
            dlm_plain_multiply(
                &product, a + left[place] * width, b + right[place] * width,
                c + place * size * width, context.workspace, Int32(context.threads))
        }
    }
}
