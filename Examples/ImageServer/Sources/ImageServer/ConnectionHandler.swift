import HTTPTypes
import NIOCore
import NIOExtras
import NIOHTTPTypes

/// Manners of a connection that the server library leaves to its user:
///
/// - a body beyond the limit is not read to its end, and the client still gets to read the answer;
/// - `Expect: 100-continue` is answered, so that a client does not wait in vain;
/// - when the server stops, a connection lives on for a moment: a request that is on its way gets
///   its answer, with `Connection: close`;
/// - whoever computes for the client learns when it goes away.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long an idle connection lives when the server stops.
    static let grace = TimeAmount.milliseconds(500)
    /// How long a client that still sends may read its answer before the connection is closed.
    static let linger = TimeAmount.seconds(2)

    let client = Client()
    private let bodyLimit: Int
    private var body = BodyProgress()
    /// Requests whose answer is not yet written.
    private var unanswered = 0
    private var isStopping = false
    /// The client says that it sends no more.
    private var isLastRequest = false
    /// The answer being written says that it is the last.
    private var isLastAnswer = false
    /// The last answer is written; what still comes is thrown away.
    private var isClosing = false

    init(bodyLimit: Int) { self.bodyLimit = bodyLimit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isClosing {
            if case .end = part { context.close(promise: nil) }
            return
        }
        body.take(part)
        switch part {
        case .head(let head):
            if unanswered == 0, body.isExpected(head, limit: bodyLimit) {
                let go = HTTPResponsePart.head(HTTPResponse(status: .continue))
                context.writeAndFlush(wrapOutboundOut(go), promise: nil)
            }
            isLastRequest = head.headerFields[.connection]?.lowercased() == "close"
            unanswered += 1
        case .body:
            // Answered long ago, and there is no end to it.
            if unanswered == 0, body.exceeds(bodyLimit) { return context.close(promise: nil) }
        case .end: break
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            if unanswered <= 1, isStopping || isLastRequest || body.exceeds(bodyLimit) {
                head.headerFields[.connection] = "close"
            }
            isLastAnswer = head.headerFields[.connection]?.lowercased() == "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isLastAnswer:
            isClosing = true
            let written = promise ?? context.eventLoop.makePromise()
            written.futureResult.assumeIsolated().whenComplete { _ in self.close(context) }
            context.writeAndFlush(data, promise: written)
        case .end:
            unanswered = max(0, unanswered - 1)
            context.write(data, promise: promise)
        default:
            context.write(data, promise: promise)
        }
    }

    /// To close with bytes unread would make the system reset the connection, and the client might
    /// never see its answer.
    private func close(_ context: ChannelHandlerContext) {
        guard body.isBeingRead else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) {
            context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            isStopping = true
            context.eventLoop.assumeIsolated().scheduleTask(in: Self.grace) {
                context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            }
            return
        }
        if case .inputClosed? = event as? ChannelEvent {
            client.leave()
            if isClosing { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.leave()
        context.fireChannelInactive()
    }
}

/// How much of a request's body has come.
private struct BodyProgress {
    private var declared = 0
    private var received = 0
    private(set) var isBeingRead = false

    mutating func take(_ part: HTTPRequestPart) {
        switch part {
        case .head(let head):
            declared = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
            received = 0
            isBeingRead = true
        case .body(let bytes): received += bytes.readableBytes
        case .end: isBeingRead = false
        }
    }

    func exceeds(_ limit: Int) -> Bool { isBeingRead && max(declared, received) > limit }

    /// Whether the client waits for a word before it sends, and should send.
    func isExpected(_ head: HTTPRequest, limit: Int) -> Bool {
        head.headerFields[.expect]?.lowercased() == "100-continue" && !exceeds(limit)
    }
}
