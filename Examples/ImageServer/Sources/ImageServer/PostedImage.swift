import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// What is asked of a posted image, before it is looked at.
struct PostedImage: Sendable {
    let bytes: [UInt8]

    /// Reads the body of a request. What the header already shows to be wrong is said before the
    /// body is read.
    ///
    /// - Throws: `Refusal`; `HTTPParserError` and `CancellationError` when nobody waits for an answer.
    init(_ request: Request, limit: ByteCount) async throws {
        try Self.checkType(request.headers)
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }),
            declared > limit.bytes
        {
            throw Refusal.tooLarge(limit: limit)
        }
        let body = try await Self.collect(request.body, limit)
        guard body.readableBytes > 0 else {
            throw Refusal(.badRequest, "the body is empty; it has to be the bytes of a JPEG image")
        }
        bytes = Array(body.readableBytesView)
    }

    private static func collect(
        _ body: RequestBody, _ limit: ByteCount
    ) async throws -> ByteBuffer {
        do {
            return try await body.collect(upTo: limit.bytes)
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge(limit: limit)
        } catch let error where error is HTTPParserError || error is CancellationError {
            throw error
        } catch {
            throw Refusal(.badRequest, "the body broke off: \(error)")
        }
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
