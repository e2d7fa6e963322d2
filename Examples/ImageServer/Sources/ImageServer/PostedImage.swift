import HTTPTypes
import Hummingbird

/// What is asked of a posted image, before it is looked at.
struct PostedImage: Sendable {
    let bytes: [UInt8]

    /// Reads the body of a request. What the header already shows to be wrong is said before the
    /// body is read.
    ///
    /// - Throws: `Refusal`; `NIOTooManyBytesError` for a body of undeclared size beyond the limit.
    init(_ request: Request, limit: ByteCount) async throws {
        try Self.checkType(request.headers)
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }),
            declared > limit.bytes
        {
            throw Refusal.tooLarge(limit: limit)
        }
        let body = try await request.body.collect(upTo: limit.bytes)
        guard body.readableBytes > 0 else {
            throw Refusal(.badRequest, "the body is empty; it has to be the bytes of a JPEG image")
        }
        bytes = Array(body.readableBytesView)
    }

    private static let types: Set<String> = ["image/jpeg", "application/octet-stream"]

    private static func checkType(_ headers: HTTPFields) throws {
        if let encoding = headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Refusal(
                .unsupportedMediaType, "content-encoding \(encoding) is not known; send the JPEG")
        }
        // Without a type, bytes are bytes.
        guard let type = headers[.contentType] else { return }
        let plain = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard types.contains(plain) else {
            throw Refusal(
                .unsupportedMediaType,
                "content-type \(type) is not known; send image/jpeg or application/octet-stream")
        }
    }
}
