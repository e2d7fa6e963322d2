import DLMSyntax
import DLMTypes

/// Options and settings given from outside, parsed and checked like source.
struct ReadOverrides: Sendable {
    /// Values of options by name.
    var options: [String: StaticValue] = [:]
    /// Expressions of settings by name.
    var settings: [String: Expr] = [:]
}

/// Finds out what each `--set NAME=VALUE` means in a program.
struct OverrideReader {
    let program: Program
    let evaluator: Evaluator

    /// Reads all overrides; mistakes are reported on the evaluator.
    func read(_ overrides: [Override]) -> ReadOverrides {
        var result = ReadOverrides()
        for override in overrides { read(override, &result) }
        return result
    }

    private func read(_ override: Override, _ result: inout ReadOverrides) {
        let qualified = override.name.hasPrefix("train.")
        let name = qualified ? String(override.name.dropFirst(6)) : override.name
        if !qualified, let (option, module) = option(name) {
            if let value = optionValue(override, option, module) { result.options[name] = value }
            return
        }
        if RunKind.train.settings.contains(name), hasTrain {
            guard !isEmpty(override) else { return }
            let (expr, diagnostics) = Expr.parse(source(override))
            if diagnostics.hasErrors {
                diagnostics.all.forEach(evaluator.report)
            } else {
                result.settings[name] = expr
            }
            return
        }
        let candidates = optionNames + (hasTrain ? RunKind.train.settings : [])
        let close = suggestion(for: name, among: candidates)
        let file = SourceFile(path: "--set", text: "\(override.name)=\(override.value)")
        evaluator.report(
            Diagnostic.error(
                .unknownOption, "the program has no option or setting \(override.name)",
                at: Span(file, 0, override.name.utf8.count), "unknown"
            ).help(
                close.map { "did you mean \($0)?" }
                    ?? (candidates.isEmpty
                        ? "it has none: `option \(override.name): Int = 1` in its file declares one"
                        : "it has \(candidates.joined(separator: ", "))")))
    }

    /// Whether nothing stands behind the equals sign, which is refused.
    private func isEmpty(_ override: Override) -> Bool {
        guard override.value.allSatisfy(\.isWhitespace) else { return false }
        let file = SourceFile(path: "--set", text: "\(override.name)=\(override.value)")
        _ = evaluator.fail(
            .expectedExpression, "--set \(override.name)= gives no value",
            at: Span(file, 0, override.name.utf8.count + 1),
            help: "write the value behind it: --set \(override.name)=VALUE")
        return true
    }

    /// The value as a file of its own, so that diagnostics can show it.
    private func source(_ override: Override) -> SourceFile {
        SourceFile(path: "--set \(override.name)", text: override.value)
    }

    private func optionValue(
        _ override: Override, _ option: OptionDeclaration, _ module: Module
    ) -> StaticValue? {
        let file = source(override)
        switch rawType(option, module) {
        case .path: return .path(override.value)
        case .string: return .string(override.value)
        case nil: break
        }
        guard !isEmpty(override) else { return nil }
        let (expr, diagnostics) = Expr.parse(file)
        guard !diagnostics.hasErrors else {
            diagnostics.all.forEach(evaluator.report)
            return nil
        }
        let scope = Scope(module)
        var value = evaluator.evaluate(expr, in: scope)
        if let type = option.type {
            value = evaluator.conform(
                value, to: type, in: scope, what: "option \(option.name.name)", at: expr.span)
        } else if let standard = option.defaultValue {
            value = checked(value, like: evaluator.evaluate(standard, in: scope), option, expr.span)
        }
        if value.isError { return nil }
        guard let converted = value.dataArgument else {
            _ = evaluator.fail(
                .typeMismatch, "an option is a plain value", at: expr.span, "this is \(value.noun)")
            return nil
        }
        return converted
    }

    /// An option without a type has that of its default.
    private func checked(
        _ value: Value, like standard: Value, _ option: OptionDeclaration, _ span: Span
    ) -> Value {
        switch (standard, value) {
        case (_, .error), (.int, .int), (.float, .float), (.bool, .bool), (.enumCase, .enumCase),
            (.list, .list), (.duration, .duration), (.record, .record), (.error, _), (.none, _):
            return value
        case (.float, .int(let dim)):
            return dim.constant.map { .float(Double($0)) } ?? value
        default:
            return evaluator.fail(
                .typeMismatch, "option \(option.name.name) cannot be \(value.noun)", at: span,
                "its default is \(standard.noun)")
        }
    }

    private enum RawType { case path, string }

    /// Whether the text of an option is taken as it stands: paths and strings need no quotes.
    private func rawType(_ option: OptionDeclaration, _ module: Module) -> RawType? {
        if case .name(let type)? = option.type?.kind {
            return type.name == "Path" ? .path : type.name == "String" ? .string : nil
        }
        guard option.type == nil, let standard = option.defaultValue else { return nil }
        switch evaluator.evaluate(standard, in: Scope(module)) {
        case .path, .unknown(.path): return .path
        case .string, .unknown(.string): return .string
        default: return nil
        }
    }

    private func option(_ name: String) -> (OptionDeclaration, Module)? {
        for module in program.userModules {
            if case .option(let node)? = module.declarations[name] { return (node, module) }
        }
        return nil
    }

    private var optionNames: [String] {
        program.userModules.flatMap { module in
            module.file.declarations.compactMap { declaration in
                if case .option(let node) = declaration { node.name.name } else { nil }
            }
        }
    }

    private var hasTrain: Bool {
        program.main.file.declarations.contains { declaration in
            if case .train = declaration { true } else { false }
        }
    }
}
