import Hummingbird

/// The answer to `GET /`.
struct About: ResponseEncodable {
    let model: String
    let parameters: Int
    /// Channels, height and width that an image is brought to.
    let image: [Int]
    let classes: [String]
    let embedding: Tap?
    let largestBody: Int
    let routes = [
        "GET /", "GET /health", "POST /classify?top=N with a JPEG image",
        "POST /embed with a JPEG image",
    ]

    struct Tap: Encodable {
        let tap: String
        let length: Int
    }

    init(_ service: ImageService) {
        let classifier = service.classifier
        model = classifier.model.name
        parameters = classifier.model.parameterCount
        image = classifier.imageShape
        classes = classifier.classNames
        embedding = classifier.embedding.map { Tap(tap: $0.tap, length: $0.length) }
        largestBody = service.bodyLimit.bytes
    }
}

/// The answer to `GET /health`.
struct Health: ResponseEncodable {
    let status: String
    /// Requests that compute or wait.
    let requests: Int
    /// The most of them; beyond that, requests are refused.
    let capacity: Int
}

/// The answer to `POST /classify`: the likeliest classes, best first.
struct Classification: ResponseEncodable {
    let classes: [Classifier.Guess]
    let milliseconds: Double
}

/// The answer to `POST /embed`.
struct Embedding: ResponseEncodable {
    let embedding: [Float]
    let milliseconds: Double
}
