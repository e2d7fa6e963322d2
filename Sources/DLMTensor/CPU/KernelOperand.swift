import DLMTypes

/// A dense operand or result of a kernel.
struct KernelOperand: Sendable {
    let buffer: Int
    let byteOffset: Int
    let dtype: DType
    /// Logical shape.
    let shape: [Int]

    var count: Int { shape.reduce(1, *) }
    var byteCount: Int { count * dtype.byteCount }

    func address(_ context: StepContext) -> UnsafeMutableRawPointer {
        // Every buffer of a plan has an address before a step runs; the workspace stands in where
        // an array has no elements.
        (context.buffers[buffer] ?? context.workspace) + byteOffset
    }

    func floats(_ context: StepContext) -> UnsafeMutablePointer<Float> {
        address(context).assumingMemoryBound(to: Float.self)
    }

    /// A copy in host memory.
    func hostArray(_ context: StepContext) -> HostArray {
        HostArray(dtype, shape) { target in
            if target.count == 0 { return }
            target.copyMemory(
                from: UnsafeRawBufferPointer(start: address(context), count: target.count))
        }
    }

    func store(_ array: HostArray, _ context: StepContext) {
        array.withBytes { bytes in
            if let base = bytes.baseAddress, bytes.count == byteCount, bytes.count > 0 {
                address(context).copyMemory(from: base, byteCount: bytes.count)
            }
        }
    }
}
