import Foundation
import Hummingbird
import NIOCore
import Synchronization

/// The other end of a connection, as far as a request's work cares: whether it is still there.
final class Client: Sendable {
    private struct State {
        var isGone = false
        var onDisconnect: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// What to do when the client goes away; at once when it has already gone. Replaces what was
    /// to be done before.
    func onDisconnect(_ action: (@Sendable () -> Void)?) {
        let isGone = state.withLock { state in
            state.onDisconnect = action
            return state.isGone
        }
        if isGone { action?() }
    }

    /// The client has closed its end.
    func leave() {
        let action = state.withLock { state in
            state.isGone = true
            return state.onDisconnect
        }
        action?()
    }
}

/// What handlers know of a request beside itself.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Answers are written for people as well as programs.
    var responseEncoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// The client that sent the request.
    ///
    /// - Throws: `CancellationError` when it has gone away.
    var client: Client {
        get async throws {
            let channel = channel
            let found = channel.eventLoop.submit { () -> Client? in
                // A connection that is closed has no handlers any more.
                try? channel.pipeline.syncOperations.handler(type: ConnectionHandler.self).client
            }
            guard let client = try await found.get() else { throw CancellationError() }
            return client
        }
    }
}
