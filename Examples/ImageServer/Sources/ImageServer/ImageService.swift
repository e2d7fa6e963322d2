import Hummingbird

/// The answers of the server, route by route.
struct ImageService: Sendable {
    let classifier: Classifier
    let pool: ComputePool
    let batcher: Batcher
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
        let (answer, milliseconds) = try await answer(to: request, context)
        return Classification(
            classes: classifier.guesses(answer.scores, top: top), milliseconds: milliseconds)
    }

    @Sendable private func embed(
        _ request: Request, _ context: ServerContext
    ) async throws -> Embedding {
        guard classifier.embedding != nil else {
            throw Refusal(
                .notFound,
                "\(classifier.model.name) has no tap embedding; the server names another by --tap")
        }
        let (answer, milliseconds) = try await answer(to: request, context)
        return Embedding(embedding: answer.embedding, milliseconds: milliseconds)
    }

    /// Reads a posted image and computes; the time is that from its last byte to the answer.
    private func answer(
        to request: Request, _ context: ServerContext
    ) async throws -> (Classifier.Answer, milliseconds: Double) {
        let image = try await PostedImage(request, limit: bodyLimit)
        let start = ContinuousClock.now
        let answer = try await pool.run(for: context.client) {
            try await batcher.answer(classifier.prepare(jpeg: image.bytes))
        }
        let microseconds = (ContinuousClock.now - start) / Duration.microseconds(1)
        return (answer, microseconds.rounded() / 1000)
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
