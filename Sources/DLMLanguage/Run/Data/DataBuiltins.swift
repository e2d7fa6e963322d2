import DLMData
import DLMSyntax
import DLMSystem
import DLMTypes

/// The data catalogue as names of the language: sources, transforms and functions that give paths.
enum DataBuiltins {
    /// - Parameter host: where path functions look for data, and say that they draw some.
    static func all(host: Host) -> [String: Value] {
        var values: [String: Value] = [:]
        for type in DataCatalog.sources {
            values[type.signature.name] = source(DataSourceEntry(type))
        }
        for type in DataCatalog.transforms { values[type.signature.name] = transform(type) }
        for type in DataCatalog.pathFunctions {
            values[type.signature.name] = pathFunction(type, host)
        }
        return values
    }

    /// A source as a function that gives a stream of samples.
    static func source(_ type: DataSourceEntry) -> Value {
        .function(
            .builtin(
                Builtin(
                    type.signature.name, open(type.signature.parameters),
                    documentation: type.signature.documentation, example: type.signature.example
                ) { evaluator, call in
                    let parameters = type.signature.parameters
                    guard let values = arguments(parameters, call.values[...]) else {
                        return .error
                    }
                    let arguments = DataArguments(values, for: type.signature)
                    var symbols = FactSymbols(block: "data")
                    do throws(DataArgumentError) {
                        _ = try type.fields(arguments, facts: &symbols)
                    } catch {
                        return refuse(error, parameters, call.spans[...], call, evaluator)
                    }
                    return .object(
                        DataStream(source: type, arguments: arguments, sourceSpan: call.span))
                }))
    }

    /// A transform takes the stream before its own parameters, so that `x |> resize(32)` is a call.
    private static func transform(_ type: any DataTransform.Type) -> Value {
        let parameters = type.signature.parameters
        let all: [BuiltinParameter] =
            [BuiltinParameter("samples", nil)]
            + open(parameters)
        let builtin = Builtin(
            type.signature.name, all, documentation: type.signature.documentation,
            example: type.signature.example
        ) { evaluator, call in
            if call.values[0].isError { return .error }
            guard case .object(let object) = call.values[0], var stream = object as? DataStream
            else {
                return evaluator.fail(
                    .typeMismatch, "\(type.signature.name) is a step of a data block",
                    at: call.span, "is given \(call.values[0].noun)",
                    help: "use it behind a source: imageFolder(data) |> \(type.signature.name)")
            }
            guard let values = arguments(parameters, call.values.dropFirst()) else { return .error }
            do throws(DataArgumentError) {
                let step = try type.init(DataArguments(values, for: type.signature))
                stream.steps.append(DataStream.Step(transform: step, span: call.span))
            } catch {
                return refuse(error, parameters, call.spans.dropFirst(), call, evaluator)
            }
            return .object(stream)
        }
        return .function(.builtin(builtin))
    }

    private static func pathFunction(
        _ type: any PathFunction.Type, _ host: Host
    ) -> Value {
        .function(
            .builtin(
                Builtin(type.signature) { evaluator, call in
                    // A check touches no file: the path stays unknown.
                    guard evaluator.context.isRun else { return .unknown(.path) }
                    let parameters = type.signature.parameters
                    guard let values = arguments(parameters, call.values[...]) else {
                        return .error
                    }
                    do {
                        let arguments = DataArguments(values, for: type.signature)
                        return .path(try type.resolve(arguments, host: host))
                    } catch let error as DataArgumentError {
                        return refuse(error, parameters, call.spans[...], call, evaluator)
                    } catch let error as DataError {
                        evaluator.report(error.diagnostic(at: call.span))
                    } catch {
                        evaluator.report(
                            .error(
                                .unreadableFile, "\(type.signature.name): \(error)", at: call.span))
                    }
                    return .error
                }))
    }

    /// Parameters as the evaluator sees them. Paths pass unconverted: a check does not know those
    /// that a path function gives.
    private static func open(_ parameters: [Parameter]) -> [BuiltinParameter] {
        parameters.map { parameter in
            let isPath = parameter.type == .path
            return BuiltinParameter(
                parameter.name, isPath ? nil : parameter.type, default: parameter.defaultValue)
        }
    }

    /// Arguments by name; nil when one was refused already.
    private static func arguments(
        _ parameters: [Parameter], _ values: ArraySlice<Value>
    ) -> [String: StaticValue]? {
        var result: [String: StaticValue] = [:]
        for (parameter, value) in zip(parameters, values) {
            guard let converted = value.dataArgument else { return nil }
            result[parameter.name] = converted
        }
        return result
    }

    private static func refuse(
        _ error: DataArgumentError, _ parameters: [Parameter], _ spans: ArraySlice<Span?>,
        _ call: BuiltinCall, _ evaluator: Evaluator
    ) -> Value {
        if call.hasUnknowns { return .error }
        let position = parameters.firstIndex { $0.name == error.parameter }
        let spans = Array(spans)
        let place = position.flatMap { $0 < spans.count ? spans[$0] : nil }
        return evaluator.fail(.typeMismatch, "\(error)", at: place ?? call.span)
    }
}

extension DataError {
    /// The diagnostic for a file, at the place of the program that names it.
    func diagnostic(at span: Span) -> Diagnostic {
        let code: DiagnosticCode =
            switch reason {
            case .missing: .fileNotFound
            case .inaccessible: .unreadableFile
            case .malformed, .tooLarge: .malformedFile
            case .inconsistent: .sampleShape
            }
        return Diagnostic.error(code, "\(path): \(problem)", at: span).help(help)
    }
}
