import CImage
import DLMSystem
import DLMTypes

/// JPEG images through libjpeg-turbo.
public enum JPEG {
    /// The longest side of an image that is read, in pixels.
    public static let maximumSide = 16_384
    /// The most pixels of an image that is read.
    public static let maximumPixels = 1 << 26
    /// The largest file that is read, in bytes.
    static let maximumFileSize = 1 << 28

    /// Decodes a file to UInt8 [3, H, W], planes of red, green and blue.
    ///
    /// Throws `DataError` for a missing, truncated or damaged file, also where libjpeg would only
    /// warn: half a picture is not a picture to learn from.
    public static func read(_ path: String, in files: any FileSystem) throws -> HostArray {
        let bytes = try InputFile.bytes(path, limit: maximumFileSize, in: files)
        return try decode(bytes, path: path)
    }

    /// Decodes an image in memory; `path` is what errors name.
    public static func decode(_ bytes: [UInt8], path: String) throws -> HostArray {
        try JPEGDecoder.with(path: path) { decoder in
            let size = try decoder.size(bytes, path: path)
            return try decoder.decode(bytes, size, path: path)
        }
    }

    /// Height and width of an image in memory, from its header; `path` is what errors name.
    public static func size(
        of bytes: [UInt8], path: String
    ) throws -> (height: Int, width: Int) {
        try JPEGDecoder.with(path: path) { try $0.size(bytes, path: path) }
    }

    /// Height and width of an image, from its header.
    public static func size(
        _ path: String, in files: any FileSystem
    ) throws -> (height: Int, width: Int) {
        let bytes = try InputFile.bytes(path, limit: maximumFileSize, in: files)
        return try JPEGDecoder.with(path: path) { try $0.size(bytes, path: path) }
    }

    /// Compresses UInt8 [3, H, W]; nil when the image is empty, too large or memory is short.
    static func encode(_ image: HostArray, quality: Int) -> [UInt8]? {
        guard image.dtype == .uint8, image.shape.count == 3, image.shape[0] == 3,
            image.shape[1] > 0, image.shape[2] > 0,
            image.shape[1] <= maximumSide, image.shape[2] <= maximumSide
        else { return nil }
        let pixels = image.shape[1] * image.shape[2]
        var interleaved = [UInt8](repeating: 0, count: 3 * pixels)
        image.withBytes { planes in
            for pixel in 0..<pixels {
                for channel in 0..<3 {
                    interleaved[3 * pixel + channel] = planes[channel * pixels + pixel]
                }
            }
        }
        var encoded: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = dlm_jpeg_encode(
            interleaved, Int32(image.shape[2]), Int32(image.shape[1]), Int32(quality), &encoded,
            &count)
        defer { dlm_jpeg_free(encoded) }
        guard status == 0, let encoded else { return nil }
        return Array(UnsafeBufferPointer(start: encoded, count: count))
    }
}
