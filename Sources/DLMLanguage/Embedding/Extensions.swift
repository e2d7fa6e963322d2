import DLMData
import DLMSyntax
import DLMTensor

/// What an embedding program adds to the language: functions of its own, and data.
package struct Extensions: Sendable {
    private var functions: [String: DeclaredHostFunction] = [:]
    private var sources: [String: DataSourceEntry] = [:]

    package init() {}

    /// Takes a function in under the name and type of a declaration.
    ///
    /// - Parameter type: parameters and result as a `def` writes them:
    ///   `(x: Float[B, T], n: Int = 1) -> Float[B]`.
    /// - Throws: `ProgramFault` for a type that does not parse, or that is no type of a function.
    package mutating func add(
        _ function: HostFunction, type: String
    ) throws(ProgramFault) {
        functions[function.name] = try DeclaredHostFunction(function, type: type)
    }

    /// Takes a data source in under the name and type of a declaration.
    ///
    /// - Throws: `ProgramFault` for a type that does not parse, or that is none of a source.
    package mutating func add(
        source name: String, type: String, labels: String?,
        open: @escaping @Sendable (DataArguments) throws -> HostSamples
    ) throws(ProgramFault) {
        sources[name] = try DeclaredHostSource.entry(name, type: type, labels: labels, open: open)
    }

    /// What programs see, by name.
    var globals: [String: Value] {
        sources.mapValues { DataBuiltins.source($0) }
            .merging(functionValues) { _, function in function }
    }

    private var functionValues: [String: Value] {
        functions.mapValues { function in
            .function(
                .derived(
                    DerivedFunction(name: function.name) { evaluator, arguments, span, result in
                        function.apply(evaluator, arguments, span, result)
                    }))
        }
    }
}
