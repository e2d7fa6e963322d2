import DLMSystem
import DLMTypes
import DiagnosticSuite
import Testing

@testable import DLMData

/// What PyTorch computed for the cases of one file under `Tests/Fixtures/torch/cases`.
struct GoldenFamily: Sendable, CustomTestStringConvertible {
    let name: String
    let cases: [GoldenCase]

    var testDescription: String { name }

    /// The functions that its cases call: their names up to the first dot.
    var subjects: Set<Substring> {
        Set(cases.map { $0.name.prefix { $0 != "." } })
    }

    static var folder: String {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/Fixtures/torch"
    }

    /// Names of families by the files there are: a list of cases, their values, their script.
    static func names(_ suffix: String, in folder: String = folder) -> [String] {
        let entries = (try? SystemFiles().entries(folder)) ?? []
        return entries.map(\.name).filter { $0.hasSuffix(suffix) }
            .map { String($0.dropLast(suffix.count)) }.sorted()
    }

    static let all: [GoldenFamily] = names(".cases").compactMap { GoldenFamily($0) }

    init?(_ name: String) {
        let path = "\(Self.folder)/\(name)"
        guard let text = SuiteFolder.read(path + ".cases"),
            let file = try? SafetensorsFile.read(path + ".safetensors", in: SystemFiles())
        else { return nil }
        self.name = name
        cases = String(decoding: text, as: UTF8.self).split(separator: "\n").map {
            GoldenCase($0, file)
        }
    }
}

/// An expression over x0, x1, …, and its values for some operands.
struct GoldenCase: Sendable {
    let name: String
    let expression: String
    /// Lines before the expression.
    let setup: String
    let hasGradients: Bool
    let isTraining: Bool
    /// Whether Float32 operands mean the same.
    let isTriedInFloat32: Bool
    let operands: [HostArray]
    let results: [HostArray]
    /// By number of the operand.
    let gradients: [Int: HostArray]
    /// Values of parameters, their gradients, values of buffers before and after: by the ends of
    /// their paths.
    let parameters: [String: HostArray]
    let parameterGradients: [String: HostArray]
    let buffers: [String: HostArray]
    let updates: [String: HostArray]

    /// Reads a line of a `.cases` file: name, options, expression, setup, with tabs between them.
    init(_ line: Substring, _ file: SafetensorsFile) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        let name = String(fields[0])
        let options: [Substring] = fields.count > 1 ? fields[1].split(separator: " ") : []
        self.name = name
        expression = fields.count > 2 ? String(fields[2]) : ""
        setup = fields.count > 3 ? String(fields[3]).replacing("⏎", with: "\n") : ""
        hasGradients = options.contains("grad")
        isTraining = !options.contains("evaluation")
        isTriedInFloat32 = !options.contains("float64")
        func numbered(_ part: String) -> [HostArray] {
            var arrays: [HostArray] = []
            while let array = file.tensors["\(name).\(part)\(arrays.count)"] {
                arrays.append(array)
            }
            return arrays
        }
        func named(_ part: String) -> [String: HostArray] {
            let prefix = "\(name).\(part):"
            var arrays: [String: HostArray] = [:]
            for (key, array) in file.tensors where key.hasPrefix(prefix) {
                arrays[String(key.dropFirst(prefix.count))] = array
            }
            return arrays
        }
        operands = numbered("x")
        results = numbered("y")
        var gradients: [Int: HostArray] = [:]
        for number in operands.indices { gradients[number] = file.tensors["\(name).g\(number)"] }
        self.gradients = gradients
        parameters = named("p")
        parameterGradients = named("g")
        buffers = named("b")
        updates = named("u")
    }
}
