import CImage
import DLMSystem
import DLMTypes
import Synchronization

/// A libjpeg-turbo decoder with its scratch memory; used by one thread at a time.
final class JPEGDecoder: @unchecked Sendable {
    // Sendable because `with` hands a decoder to one thread at a time, through the mutex.
    private static let idle = Mutex<[JPEGDecoder]>([])

    private let handle: UnsafeMutableRawPointer
    private var scratch: [UInt8] = []

    private init?() {
        guard let handle = dlm_jpeg_decoder_create() else { return nil }
        self.handle = handle
    }

    deinit { dlm_jpeg_decoder_destroy(handle) }

    /// Lends a decoder of the pool, a new one when all are busy. One that failed is not used again:
    /// TurboJPEG may leave it in the middle of the damaged image.
    static func with<R>(path: String, _ body: (JPEGDecoder) throws -> R) throws -> R {
        guard let decoder = idle.withLock({ $0.popLast() }) ?? JPEGDecoder() else {
            throw DataError(.tooLarge, path, "not enough memory to decode it")
        }
        let result = try body(decoder)
        idle.withLock { $0.append(decoder) }
        return result
    }

    func size(_ bytes: [UInt8], path: String) throws -> (height: Int, width: Int) {
        guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else {
            throw DataError(
                .malformed, path, bytes.isEmpty ? "is empty" : "is not a JPEG image",
                help: "convert it to JPEG or take it out of the folder")
        }
        var (width, height): (Int32, Int32) = (0, 0)
        guard dlm_jpeg_read_size(handle, bytes, bytes.count, &width, &height) == 0 else {
            throw failure(path)
        }
        guard width > 0, height > 0 else {
            throw DataError(
                .malformed, path, "the JPEG image ends before its size is told",
                help: "copy it again or take it out")
        }
        guard width <= JPEG.maximumSide, height <= JPEG.maximumSide,
            Int(width) * Int(height) <= JPEG.maximumPixels
        else {
            throw DataError(
                .tooLarge, path, "is \(height)×\(width) pixels",
                help: "dlm reads images of up to \(JPEG.maximumPixels >> 20) Mi pixels")
        }
        return (Int(height), Int(width))
    }

    func decode(
        _ bytes: [UInt8], _ size: (height: Int, width: Int), path: String
    ) throws -> HostArray {
        let pixels = size.height * size.width
        if scratch.count < 3 * pixels { scratch = [UInt8](repeating: 0, count: 3 * pixels) }
        let status = dlm_jpeg_decode(
            handle, bytes, bytes.count, Int32(size.width), Int32(size.height), &scratch)
        guard status == 0 else { throw failure(path) }
        return HostArray(.uint8, [3, size.height, size.width]) { planes in
            dlm_split_rgb(
                scratch, pixels, planes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
    }

    private func failure(_ path: String) -> DataError {
        let text = dlm_jpeg_message(handle).map { String(cString: $0) } ?? "unknown error"
        let message = text.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? text
        return DataError(
            .malformed, path, "the JPEG image is damaged (\(message))",
            help: "copy it again or take it out")
    }
}
