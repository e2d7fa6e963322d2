import DLM
import Foundation

/// A trained model as the server needs it: JPEG bytes in, names and numbers out.
///
/// All that is dlm stands in this file and in `ModelChoice`. A value may be used by any number of
/// tasks at once.
struct Classifier: Sendable {
    /// What the network says of one image.
    struct Answer: Sendable {
        /// One number a class, before softmax.
        let scores: [Float]
        /// Empty when the model has no such tap.
        let embedding: [Float]
    }

    /// A class and how likely it is.
    struct Guess: Encodable, Sendable {
        let name: String
        let probability: Float
    }

    let model: Model
    let classNames: [String]
    /// The tap that is the embedding; nil when the model has none.
    let embedding: (tap: String, length: Int)?
    /// `[C, H, W]`, what the network sees.
    let imageShape: [Int]
    private let taps: [String]
    private let preparation: Preparation

    /// Reads program and weights, and runs the network on batches of each size: plans are made
    /// before the first request, and what does not fit is said now.
    ///
    /// - Throws: `ProgramFault`, `DataError`, `TrainingFault` and `StartFault`.
    init(_ choice: ModelChoice, threads: Int, largestBatch: Int) throws {
        let engine = Engine(threads: threads)
        let program = try choice.compile(with: engine)
        let session = try engine.session(program, weights: choice.weights)
        let part = try choice.part(of: program)
        let facts = try session.facts(String(part.prefix { $0 != "." }))
        model = try session.freeze(try choice.model(of: program))
        preparation = try session.preparation(part)

        let side = (facts.integer("height") ?? 64, facts.integer("width") ?? 64)
        let blank = try preparation(HostArray(zeros: .uint8, [3, side.0, side.1]))
        imageShape = blank.shape
        let known = model.description.taps
        guard let last = known.last else { throw StartFault("\(model.name) has no taps") }
        let tap = choice.tap ?? (known.contains("embedding") ? "embedding" : nil)
        taps = [choice.logits ?? last] + (tap.map { [$0] } ?? [])
        let answer = try Self.answers(of: model, taps, to: [blank])[0]
        embedding = tap.map { ($0, answer.embedding.count) }
        classNames = facts.strings("classNames") ?? answer.scores.indices.map(String.init)
        guard !classNames.isEmpty, answer.scores.count == classNames.count else {
            throw StartFault(
                "\(model.name).\(taps[0]) has \(answer.scores.count) numbers for "
                    + "\(classNames.count) classes; name the tap with one number a class by --logits"
            )
        }
        for size in Self.batchSizes(to: largestBatch) {
            _ = try answers(to: Array(repeating: blank, count: size))
        }
    }

    /// An upload of a few bytes may announce many: more than a large photograph has are refused.
    static let mostPixels = 1 << 25

    /// Powers of two: the numbers of images that are computed together.
    static func batchSizes(to largest: Int) -> [Int] {
        Array(sequence(first: 1) { $0 <= largest / 2 ? $0 * 2 : nil })
    }

    /// Decodes an image, and brings it into the form that the network sees.
    ///
    /// - Throws: `Refusal` for bytes that are no image.
    func prepare(jpeg bytes: [UInt8]) throws -> HostArray {
        do {
            return try preparation(
                jpeg: bytes, name: "the posted image", maximumPixels: Self.mostPixels)
        } catch let error as DataError {
            // What it advises is meant for a folder of images.
            throw Refusal(.badRequest, "\(error.path): \(error.problem)")
        }
    }

    /// What the network says of some images of one size.
    ///
    /// - Throws: `Refusal` for images of a size that the model does not take.
    func answers(to images: [HostArray]) throws -> [Answer] {
        do {
            return try Self.answers(of: model, taps, to: images)
        } catch let fault as ProgramFault {
            guard let shape = images.first?.shape, shape != imageShape else { throw fault }
            // Data without a step that resizes: the size is the client's choice.
            let size = shape.map(String.init).joined(separator: " × ")
            throw Refusal(.badRequest, "the posted image: \(model.name) does not take \(size)")
        }
    }

    private static func answers(
        of model: Model, _ taps: [String], to images: [HostArray]
    ) throws -> [Answer] {
        guard let batch = HostArray(stacking: images) else {
            throw StartFault("images of one batch differ in size")
        }
        let outputs = try model(batch, reading: taps)
        let values = try taps.map { tap in
            guard let value = outputs[tap], value.dtype == .float32,
                value.shape.first == images.count
            else { throw StartFault("\(model.name).\(tap) is not Float with a row for each image") }
            return value.elements(as: Float.self)
        }
        return images.indices.map { index in
            let rows = values.map { numbers in
                let length = numbers.count / images.count
                return Array(numbers[index * length..<(index + 1) * length])
            }
            return Answer(scores: rows[0], embedding: rows.count > 1 ? rows[1] : [])
        }
    }

    /// The likeliest classes, best first.
    func guesses(_ scores: [Float], top: Int) -> [Guess] {
        let highest = scores.max() ?? 0
        let weights = scores.map { exp($0 - highest) }
        let sum = weights.reduce(0, +)
        let best = weights.indices.sorted { weights[$0] > weights[$1] }
        return best.prefix(top).map { Guess(name: classNames[$0], probability: weights[$0] / sum) }
    }
}
