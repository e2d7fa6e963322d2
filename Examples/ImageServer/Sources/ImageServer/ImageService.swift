import Hummingbird

/// The answers of the server, route by route.
struct ImageService: Sendable {
    let classifier: Classifier
    let pool: ComputePool
    let bodyLimit: ByteCount

    func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: RefusalMiddleware(
                methods: [
                    "/": [.get, .head], "/health": [.get, .head], "/classify": [.post],
                    "/embed": [.post],
                ]))
        router.get("/") { _, _ in About(self) }
        router.get("/health") { _, _ in
            Health(status: "ok", requests: self.pool.load, capacity: self.pool.capacity)
        }
        router.post("/classify", use: classify)
        router.post("/embed", use: embed)
        return router
    }

    @Sendable private func classify(
        _ request: Request, _ context: ServerContext
    ) async throws -> Classification {
        let top = try top(request)
        let image = try await PostedImage(request, limit: bodyLimit)
        return try await pool.run(for: context.client) {
            let start = ContinuousClock.now
            let classes = try classifier.classify(jpeg: image.bytes, top: top)
            return Classification(classes: classes, since: start)
        }
    }

    @Sendable private func embed(
        _ request: Request, _ context: ServerContext
    ) async throws -> Embedding {
        guard let tap = classifier.embedding?.tap else {
            throw Refusal(
                .notFound,
                "\(classifier.model.name) has no tap embedding; the server names "
                    + "another by --tap")
        }
        let image = try await PostedImage(request, limit: bodyLimit)
        return try await pool.run(for: context.client) {
            let start = ContinuousClock.now
            let numbers = try classifier.embed(jpeg: image.bytes, tap: tap)
            return Embedding(embedding: numbers, since: start)
        }
    }

    /// How many classes are wanted; five, unless the query says so.
    private func top(_ request: Request) throws -> Int {
        let count = classifier.classNames.count
        guard let text = request.uri.queryParameters["top"] else { return min(5, count) }
        guard let top = Int(text), (1...count).contains(top) else {
            throw Refusal(.badRequest, "top has to be a number from 1 to \(count), not '\(text)'")
        }
        return top
    }
}
