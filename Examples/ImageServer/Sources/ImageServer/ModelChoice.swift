import DLM

/// What a user said of the model to serve; nil for what the program itself tells.
struct ModelChoice: Sendable {
    var program: String
    var weights: String
    /// The model, where the program has several.
    var name: String?
    /// The part of the data whose steps prepare an image, `faces.valid`.
    var part: String?
    var logits: String?
    var tap: String?
    var overrides: [Override] = []

    /// Compiles the program with the options that the weights were trained with, and those of the
    /// user on top: a network trained on images of 64 × 64 pixels is to see no others.
    func compile(with engine: Engine) throws -> Program {
        try engine.compile(file: program, forWeights: weights, overrides: overrides)
    }

    func model(of program: Program) throws -> String {
        let names = program.models.map(\.name)
        if let name { return name }
        guard names.count == 1 else {
            throw StartFault(
                names.isEmpty
                    ? "\(program.path): there is no model"
                    : "\(program.path): there are \(names.joined(separator: ", ")); "
                        + "choose one by --name")
        }
        return names[0]
    }

    /// By default the part called `valid`: its steps are those without chance.
    func part(of program: Program) throws -> String {
        if let part { return part }
        let parts = program.dataParts
        guard let chosen = parts.first(where: { $0.hasSuffix(".valid") }) ?? parts.first else {
            throw StartFault("\(program.path): there is no data block to say how images look")
        }
        return chosen
    }
}

/// Why there is nothing to serve, in one line.
struct StartFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
