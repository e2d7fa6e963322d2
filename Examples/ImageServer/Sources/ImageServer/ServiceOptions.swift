import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// How a classifier is served: where, and with how much of the machine.
struct ServiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The address to listen at.", valueName: "HOST"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "N"))
    var port = 8080

    @Option(help: ArgumentHelp("The largest image, in bytes.", valueName: "BYTES"))
    var bodyLimit = ByteCount(8 << 20)

    @Option(
        help: ArgumentHelp(
            "Batches that compute at once (default: as many as processors allow).",
            valueName: "N"))
    var workers: Int?

    @Option(help: ArgumentHelp("Threads that compute one batch.", valueName: "N"))
    var threads = 1

    @Option(
        help: ArgumentHelp("The most waiting images that make one batch.", valueName: "N"))
    var batch = 8

    @Option(
        help: ArgumentHelp(
            "Requests that may wait; more are refused with status 503.", valueName: "N"))
    var queue = 64

    @Option(help: ArgumentHelp("Connections open at once; more wait.", valueName: "N"))
    var connections = 256

    @Option(
        help: ArgumentHelp(
            "Seconds after a signal at which requests that are still unfinished are dropped.",
            valueName: "N"))
    var drainTimeout = 30

    func validate() throws {
        try check("--port", port, 0...65535)
        try check("--threads", threads, 1...1024)
        if let workers { try check("--workers", workers, 1...1024) }
        try check("--batch", batch, 1...256)
        try check("--queue", queue, 0...100_000)
        try check("--connections", connections, 1...100_000)
        try check("--drain-timeout", drainTimeout, 1...86_400)
    }

    private func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
        guard range.contains(value) else {
            throw ValidationError(
                "\(name) wants a number from \(range.lowerBound) to \(range.upperBound); "
                    + "this is \(value)")
        }
    }

    /// Serves until a signal comes; what was asked by then is answered.
    ///
    /// - Throws: `StartFault` when it cannot listen.
    func serve(_ classifier: Classifier) async throws {
        let processors = ProcessInfo.processInfo.activeProcessorCount
        let pool = ComputePool(workers: workers ?? max(1, processors / threads), queue: queue)
        let service = ImageService(
            classifier: classifier, pool: pool,
            batcher: Batcher(classifier, on: pool, largest: batch), bodyLimit: bodyLimit)
        var logger = Logger(label: "image-server")
        logger.logLevel = .warning
        let (limit, host, name) = (bodyLimit.bytes, host, classifier.model.name)
        let application = Application(
            router: service.router(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionHandler(bodyLimit: limit)],
                    idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(host, port: port), serverName: "image-server",
                availableConnectionsDelegate: .maximum(connections, logger: logger)),
            onServerRunning: { channel in
                // Whoever started it waits for this line.
                print("\(name) at http://\(host):\(channel.localAddress?.port ?? 0)")
                fflush(nil)
            }, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(drainTimeout)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw StartFault("cannot listen at \(host):\(port): \(reason.lowercased())")
        }
    }
}
