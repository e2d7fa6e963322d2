import DLMData
import DLMTypes

/// The steps of a part of the data for single samples that come from elsewhere: a posted image is
/// resized, cropped and standardized as those of the data set were.
public struct Preparation: Sendable {
    let pipeline: DataPipeline

    /// Decodes a JPEG image and takes it through the steps.
    ///
    /// - Parameters:
    ///   - name: what errors call the image.
    ///   - maximumPixels: images of more are refused before they are decoded; a few bytes can
    ///     announce many.
    /// - Returns: `[C, H, W]`, as the part has its images.
    /// - Throws: `DataError` for bytes that are no whole JPEG image, for one that is too large, and
    ///   for one that a step cannot take.
    public func callAsFunction(
        jpeg bytes: [UInt8], name: String = "the image", maximumPixels: Int = JPEG.maximumPixels
    ) throws -> HostArray {
        let size = try JPEG.size(of: bytes, path: name)
        guard size.height * size.width <= maximumPixels else {
            throw DataError(
                .tooLarge, name, "is \(size.height)×\(size.width) pixels",
                help: "the most here are \(maximumPixels)")
        }
        return try callAsFunction(JPEG.decode(bytes, path: name), name: name)
    }

    /// Takes an image `UInt8[3, H, W]` through the steps.
    ///
    /// - Returns: `[C, H, W]`, as the part has its images.
    /// - Throws: `DataError` for an image that a step cannot take.
    public func callAsFunction(_ image: HostArray, name: String = "the image") throws -> HostArray {
        try pipeline.applySteps(to: image, named: name)
    }
}
