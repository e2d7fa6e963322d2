import DLM
import Foundation

/// A trained model as the server needs it: JPEG bytes in, names or numbers out.
///
/// All that is dlm stands in this file. A value of it may be used by any number of tasks at once.
struct Classifier: Sendable {
    /// A class and how likely it is.
    struct Guess: Encodable, Sendable {
        let name: String
        let probability: Float
    }

    let model: Model
    let classNames: [String]
    /// The tap with one number a class, before softmax.
    let logits: String
    /// The tap that `embed` gives; nil when the model has none.
    let embedding: (tap: String, length: Int)?
    /// `[C, H, W]`, what the network sees.
    let imageShape: [Int]
    private let prepare: Preparation

    /// Reads program and weights, and runs the network once: plans are made before the first
    /// request, and what does not fit is said now.
    ///
    /// - Throws: `ProgramFault`, `DataError`, `TrainingFault` and `StartFault`.
    init(_ choice: ModelChoice, threads: Int) throws {
        let engine = Engine(threads: threads)
        let program = try choice.compile(with: engine)
        let session = try engine.session(program, weights: choice.weights)
        let part = try choice.part(of: program)
        let facts = try session.facts(String(part.prefix { $0 != "." }))
        model = try session.freeze(try choice.model(of: program))
        prepare = try session.preparation(part)

        let side = (facts.integer("height") ?? 64, facts.integer("width") ?? 64)
        let blank = try prepare(HostArray(zeros: .uint8, [3, side.0, side.1]))
        imageShape = blank.shape
        let taps = model.description.taps
        guard let last = taps.last else { throw StartFault("\(model.name) has no taps") }
        logits = choice.logits ?? last
        let wanted = choice.tap ?? (taps.contains("embedding") ? "embedding" : nil)
        let (model, batch) = (model, Classifier.batch(blank))
        func length(_ tap: String) throws -> Int {
            try model(batch, reading: [tap])[tap]?.count ?? 0
        }
        embedding = try wanted.map { ($0, try length($0)) }
        let scores = try length(logits)
        let names = facts.strings("classNames") ?? (0..<scores).map(String.init)
        guard scores > 0, names.count == scores else {
            throw StartFault(
                "\(model.name).\(logits) has \(scores) numbers for \(names.count) classes; "
                    + "name the tap with one number a class by --logits")
        }
        classNames = names
    }

    /// The likeliest classes of an image, best first.
    ///
    /// - Throws: `Refusal` for bytes that are no image the model takes.
    func classify(jpeg bytes: [UInt8], top: Int) throws -> [Guess] {
        let scores = Classifier.softmax(try read(logits, of: bytes))
        let best = scores.indices.sorted { scores[$0] > scores[$1] }
        return best.prefix(top).map { Guess(name: classNames[$0], probability: scores[$0]) }
    }

    /// The numbers of a tap for an image.
    ///
    /// - Throws: `Refusal` for bytes that are no image the model takes.
    func embed(jpeg bytes: [UInt8], tap: String) throws -> [Float] { try read(tap, of: bytes) }

    private func read(_ tap: String, of bytes: [UInt8]) throws -> [Float] {
        let image: HostArray
        do {
            image = try prepare(jpeg: bytes, name: "the posted image")
        } catch let error as DataError {
            // What it advises is meant for a folder of images.
            throw Refusal(.badRequest, "\(error.path): \(error.problem)")
        }
        do {
            let outputs = try model(Classifier.batch(image), reading: [tap])
            return outputs[tap]?.elements(as: Float.self) ?? []
        } catch is ProgramFault where image.shape != imageShape {
            // Data without a step that resizes: the size is the client's choice.
            let shape = image.shape.map(String.init).joined(separator: " × ")
            throw Refusal(.badRequest, "the posted image: \(model.name) does not take \(shape)")
        }
    }

    /// An image as a batch of one.
    private static func batch(_ image: HostArray) -> HostArray {
        HostArray(floats: image.elements(as: Float.self), shape: [1] + image.shape)
    }

    private static func softmax(_ logits: [Float]) -> [Float] {
        let highest = logits.max() ?? 0
        let weights = logits.map { exp($0 - highest) }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }
}
