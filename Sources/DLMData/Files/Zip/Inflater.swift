import CImage

/// A running inflation of raw deflate data.
final class Inflater {
    private let stream: UnsafeMutableRawPointer

    /// Fails when memory is short.
    init?() {
        guard let stream = dlm_inflate_create() else { return nil }
        self.stream = stream
    }

    deinit { dlm_inflate_destroy(stream) }

    /// What a step did.
    struct Step {
        let consumed: Int
        let produced: Int
        let isAtEnd: Bool
    }

    /// Inflates some of the input into the output, which is not empty; nil for damaged data.
    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step?
    {
        var (consumed, produced) = (0, 0)
        let status = dlm_inflate_step(
            stream, input.baseAddress?.assumingMemoryBound(to: UInt8.self), input.count, &consumed,
            output.baseAddress?.assumingMemoryBound(to: UInt8.self), output.count, &produced)
        guard status != Int32(DLM_INFLATE_CORRUPT) else { return nil }
        return Step(
            consumed: consumed, produced: produced, isAtEnd: status == Int32(DLM_INFLATE_END))
    }
}

extension UInt32 {
    /// The CRC-32 of zip continued over some bytes; it starts at 0.
    func checksum(over bytes: UnsafeRawBufferPointer) -> UInt32 {
        dlm_crc32(self, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
}
