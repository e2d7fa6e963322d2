import CKernels
import DLMTypes

/// A Float32 matrix product over dense operands, batched and broadcast, with an optional bias row
/// added while the result is in cache.
struct MatMulStep: ExecutableStep {
    private var shape = dlm_gemm_shape()
    private let inputs: [KernelOperand]
    private let output: KernelOperand
    /// Offsets of the operands of each product that a run makes.
    private let products: [Product]

    private struct Product {
        var a: Int
        var b: Int
        var c: Int
    }

    /// Nil when the operands are not Float32.
    init?(_ operation: MatMul, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count >= 2, outputs.count == 1,
            (inputs + outputs).allSatisfy({ $0.dtype == .float32 && $0.shape.count >= 1 })
        else { return nil }
        self.inputs = inputs
        output = outputs[0]
        let (left, right) = (inputs[0].shape, inputs[1].shape)
        let batch = Array(output.shape.dropLast(2))
        let rows = output.shape[batch.count]
        let columns = output.shape[batch.count + 1]
        let depth = operation.transposesLeft ? left[left.count - 2] : left[left.count - 1]
        shape.m = Int64(rows)
        shape.n = Int64(columns)
        shape.k = Int64(depth)
        shape.transpose_a = operation.transposesLeft ? 1 : 0
        shape.transpose_b = operation.transposesRight ? 1 : 0
        shape.lda = Int64(left[left.count - 1])
        shape.ldb = Int64(right[right.count - 1])
        shape.ldc = Int64(columns)
        shape.alpha = 1
        shape.batch = 1
        let a = Self.offsets(Array(left.dropLast(2)), batch, rows * depth)
        let b = Self.offsets(Array(right.dropLast(2)), batch, depth * columns)
        if b.allSatisfy({ $0 == 0 }), a == Self.steps(a.count, rows * depth),
            !operation.transposesLeft
        {
            // One weight for the whole batch: the batch is only more rows.
            shape.m = Int64(rows * a.count)
            products = a.isEmpty ? [] : [Product(a: 0, b: 0, c: 0)]
        } else if a == Self.steps(a.count, a.count > 1 ? a[1] : 0),
            b == Self.steps(b.count, b.count > 1 ? b[1] : 0)
        {
            shape.batch = Int64(a.count)
            shape.stride_a = Int64(a.count > 1 ? a[1] : 0)
            shape.stride_b = Int64(b.count > 1 ? b[1] : 0)
            shape.stride_c = Int64(rows * columns)
            products = a.isEmpty ? [] : [Product(a: 0, b: 0, c: 0)]
        } else {
            products = a.indices.map { Product(a: a[$0], b: b[$0], c: $0 * rows * columns) }
        }
    }

    private static func steps(_ count: Int, _ step: Int) -> [Int] { (0..<count).map { $0 * step } }

    /// Where each member of the broadcast batch finds its matrix.
    static func offsets(_ own: [Int], _ batch: [Int], _ size: Int) -> [Int] {
        var strides = [Int](repeating: 0, count: batch.count)
        var step = size
        for axis in own.indices.reversed() {
            if own[axis] != 1 { strides[batch.count - own.count + axis] = step }
            step *= own[axis]
        }
        var offsets = [0]
        for (length, stride) in zip(batch, strides) {
            offsets = offsets.flatMap { offset in (0..<length).map { offset + $0 * stride } }
        }
        return offsets
    }

    var name: String {
        let bias = inputs.count > 2 ? " + bias" : ""
        return
            "matmul \(shape.m)x\(shape.k)x\(shape.n) of \(products.count * Int(shape.batch))\(bias)"
    }

    var flops: Double {
        2 * Double(output.count) * Double(shape.k)
    }

    var traffic: Int { inputs.reduce(output.byteCount) { $0 + $1.byteCount } }

    func workspace(threads: Int) -> Int {
        var shape = shape
        return dlm_gemm_workspace(&shape, Int32(threads))
    }

    func run(_ context: StepContext) {
        var shape = shape
        var epilogue = dlm_gemm_epilogue()
        if inputs.count > 2 { epilogue.bias = UnsafePointer(inputs[2].floats(context)) }
        let (a, b) = (inputs[0].floats(context), inputs[1].floats(context))
        let c = output.floats(context)
        for product in products {
            dlm_gemm(
                &shape, a + product.a, b + product.b, c + product.c, &epilogue,
                context.workspace, Int32(context.threads))
        }
    }
}
