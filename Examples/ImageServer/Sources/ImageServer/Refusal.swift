import HTTPTypes
import Hummingbird
import NIOHTTP1

/// A request that is not answered as asked: the status, and one line for who sent it.
struct Refusal: HTTPResponseError {
    let status: HTTPResponse.Status
    let message: String
    var headers = HTTPFields()

    init(_ status: HTTPResponse.Status, _ message: String, headers: HTTPFields = [:]) {
        self.status = status
        self.message = message
        self.headers = headers
    }

    private struct Reply: Encodable { let error: String }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        let reply = Reply(error: message)
        var response = try context.responseEncoder.encode(reply, from: request, context: context)
        response.status = status
        response.headers.append(contentsOf: headers)
        return response
    }

    static let busy = Refusal(
        .serviceUnavailable, "too many requests wait for an answer; try again in a second",
        headers: [.retryAfter: "1"])

    static let stopping = Refusal(.serviceUnavailable, "the server stops")

    static func tooLarge(limit: ByteCount) -> Refusal {
        Refusal(.contentTooLarge, "the image has more than \(limit)")
    }
}

/// Makes a refusal of every error, so that each answer is JSON with one clear line.
struct RefusalMiddleware: RouterMiddleware {
    /// The methods that each path knows.
    let methods: [String: [HTTPRequest.Method]]

    func handle(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // No answer helps: the connection is no longer in step, or gone.
            throw error
        } catch {
            let refusal = refusal(of: error, request)
            if refusal.status == .internalServerError {
                context.logger.error("\(request.method) \(request.uri.path): \(error)")
            }
            return try refusal.response(from: request, context: context)
        }
    }

    private func refusal(of error: any Error, _ request: Request) -> Refusal {
        switch error {
        case let refusal as Refusal: refusal
        case is CancellationError: .stopping
        case let error as HTTPError where error.status == .notFound: unknown(request)
        case let error as HTTPError:
            Refusal(error.status, error.body ?? error.status.reasonPhrase, headers: error.headers)
        default: Refusal(.internalServerError, "the server could not answer; its log says why")
        }
    }

    private func unknown(_ request: Request) -> Refusal {
        let path = request.uri.path
        guard let allowed = methods[path] else {
            let known = methods.keys.sorted().joined(separator: ", ")
            return Refusal(.notFound, "there is no \(path); there are \(known)")
        }
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        return Refusal(
            .methodNotAllowed, "\(path) takes \(names), not \(request.method.rawValue)",
            headers: [.allow: names])
    }
}
