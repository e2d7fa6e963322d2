import DLMData
import DLMTypes

/// The steps of a part of the data for single samples that come from elsewhere: a posted image is
/// resized, cropped and standardized as those of the data set were.
public struct Preparation: Sendable {
    let pipeline: DataPipeline

    /// Decodes a JPEG image and takes it through the steps.
    ///
    /// - Returns: `[C, H, W]`, as the part has its images.
    /// - Throws: `DataError` for bytes that are no whole JPEG image, and for an image that a step
    ///   cannot take; `name` is what it calls the image.
    public func callAsFunction(jpeg bytes: [UInt8], name: String = "the image") throws -> HostArray
    {
        try callAsFunction(JPEG.decode(bytes, path: name), name: name)
    }

    /// Takes an image `UInt8[3, H, W]` through the steps.
    ///
    /// - Returns: `[C, H, W]`, as the part has its images.
    /// - Throws: `DataError` for an image that a step cannot take.
    public func callAsFunction(_ image: HostArray, name: String = "the image") throws -> HostArray {
        try pipeline.applySteps(to: image, named: name)
    }
}
