import DLMTypes
import Testing

@testable import DLMTensor

/// One sample of one catalogue entry, as an argument of parameterised tests.
struct SampleCase: Sendable, CustomTestStringConvertible {
    let entry: OpEntry
    let sample: OpSample
    let number: Int

    var testDescription: String { "\(entry.signature.name) #\(number)" }

    static var all: [SampleCase] {
        OpCatalog.entries.flatMap { entry in
            entry.samples.enumerated().map { SampleCase(entry: entry, sample: $1, number: $0) }
        }
    }

    /// The values of the tensor arguments, by the names of their stand-ins.
    var inputs: [String: HostArray] {
        var inputs: [String: HostArray] = [:]
        for (name, tensor) in zip(names, tensors) {
            if let constant = tensor.node.operation as? Constant { inputs[name] = constant.value }
        }
        return inputs
    }

    var names: [String] { tensors.indices.map { "x\($0)" } }

    var tensors: [Tensor] {
        sample.arguments.flatMap { argument -> [Tensor] in
            switch argument {
            case .tensor(let tensor): [tensor]
            case .tensors(let list): list
            case .value: []
            }
        }
    }

    /// Stand-ins for the tensor arguments; `rename` may make lengths symbolic.
    func placeholders(_ rename: (TensorType) -> TensorType = { $0 }) -> [Tensor] {
        zip(names, tensors).map { .placeholder($0, rename($1.type)) }
    }

    /// The entry applied to stand-ins.
    func build(_ stand: [Tensor]) throws(OpError) -> [Tensor] {
        var position = 0
        var arguments: [OpArgument] = []
        for argument in sample.arguments {
            switch argument {
            case .tensor:
                arguments.append(.tensor(stand[position]))
                position += 1
            case .tensors(let list):
                arguments.append(.tensors(Array(stand[position..<position + list.count])))
                position += list.count
            case .value: arguments.append(argument)
            }
        }
        return try entry.buildAll(arguments)
    }
}
