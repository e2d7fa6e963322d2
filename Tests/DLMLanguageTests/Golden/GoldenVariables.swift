import DLMTensor
import DLMTypes

@testable import DLMLanguage

/// The variables of a case's layers, found by the ends of their paths.
struct GoldenVariables {
    private(set) var parameters: [String: Variable] = [:]
    private(set) var problems: [String] = []
    private var values: [(Variable, HostArray)] = []

    init(_ golden: GoldenCase, _ store: VariableStore) {
        var left = store.variables
        for (name, recorded) in golden.parameters.merging(golden.buffers, uniquingKeysWith: { $1 })
        {
            let found = left.filter { Self.matches($0.path, name) }
            guard found.count == 1, let variable = found.first else {
                problems.append("\(name) names \(found.map(\.path)) of \(left.map(\.path))")
                continue
            }
            left.removeAll { $0 === variable }
            guard variable.type.knownShape == recorded.shape else {
                problems.append("\(variable.path) is \(variable.type), wanted \(recorded.shape)")
                continue
            }
            values.append((variable, recorded))
            if golden.parameters[name] != nil { parameters[name] = variable }
        }
        for variable in left where variable.role == .parameter {
            problems.append("the parameter \(variable.path) is given no value")
        }
    }

    /// Gives the variables their recorded values.
    func fill(_ converted: (HostArray) -> HostArray) {
        for (variable, recorded) in values { variable.value = converted(recorded) }
    }

    static func matches(_ path: String, _ name: String) -> Bool {
        path == name || path.hasSuffix("." + name)
    }

    /// The entry of a variable.
    static func entry(_ path: String, _ arrays: [String: HostArray]) -> HostArray? {
        arrays.first { matches(path, $0.key) }?.value
    }
}
