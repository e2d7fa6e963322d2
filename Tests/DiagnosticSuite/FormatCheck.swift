import DLMSyntax

/// What must hold for the canonical form of any text.
public enum FormatCheck {
    /// What does not hold; empty when all is well. A program that does not parse must be refused,
    /// and any other must come out with what it says, in a form that is its own.
    public static func problems(_ source: SourceFile) -> [String] {
        let parsed = ParsedFile.parse(source)
        guard let once = Formatter.format(source).text else {
            let isText = String(validating: source.bytes, as: UTF8.self) != nil
            return parsed.diagnostics.hasErrors || !isText ? [] : ["a good program is refused"]
        }
        if parsed.diagnostics.hasErrors { return ["a program with errors is taken"] }
        var problems: [String] = []
        let result = SourceFile(path: source.path, text: once)
        if meaning(ParsedFile.parse(result).file) != meaning(parsed.file) {
            problems.append("the canonical form says something else")
        }
        if Formatter.format(result).text != once {
            problems.append("the canonical form is not its own")
        }
        if once != "", !once.hasSuffix("\n") || once.hasSuffix("\n\n") {
            problems.append("the canonical form does not end in one line feed")
        }
        if once.contains(" \n") || once.contains("\n\n\n") || once.hasPrefix("\n") {
            problems.append("the canonical form has blanks too many")
        }
        return problems
    }

    /// Everything a layout must keep: the tree, the documentation and the comments.
    public static func meaning(_ file: ParsedFile) -> [String] {
        let docs = [file.doc].compactMap(\.self) + file.declarations.compactMap(Self.doc)
        return [ASTDump.dump(file)] + docs.flatMap { lines($0.text) }
            + file.comments.flatMap { lines($0.text) }
    }

    /// Lines without the blanks at their ends.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var scalars = Substring(line).unicodeScalars
            while let last = scalars.last, last == " " || last == "\t" || last == "\r" {
                scalars.removeLast()
            }
            return String(scalars)
        }
    }

    private static func doc(_ declaration: Declaration) -> DocComment? {
        switch declaration {
        case .option(let node): node.doc
        case .data(let node): node.doc
        case .enumeration(let node): node.doc
        case .block(let node): node.doc
        case .function(let node): node.doc
        case .model(let node): node.doc
        case .train(let node), .evaluate(let node), .predict(let node): node.doc
        case .binding(let node): node.doc
        case .import, .script, .expression, .error: nil
        }
    }
}
