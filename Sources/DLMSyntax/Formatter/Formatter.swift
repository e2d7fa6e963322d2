/// The canonical form of program text.
///
/// Line breaks are the author's; indentation, blanks and empty lines are the formatter's. Where the
/// author aligned neighbouring lines, they stay aligned, as far to the left as the text allows. The
/// tokens are those of the input, in their order, and so is what they mean.
public enum Formatter {
    /// The canonical text, or nil when the program does not parse: then the diagnostics say why.
    public static func format(_ source: SourceFile) -> (text: String?, diagnostics: Diagnostics) {
        let stream = Lexer.tokens(of: source)
        var (file, diagnostics) = ParsedFile.parse(source)
        if String(validating: source.bytes, as: UTF8.self) == nil {
            // In comments the parser lets it pass.
            diagnostics.add(
                .error(.invalidUTF8, "this is not UTF-8 text", at: Span(source, 0, 0))
                    .help("save the file as UTF-8"))
        }
        guard !diagnostics.hasErrors else { return (nil, diagnostics) }
        var pieces = FormatPieces(stream)
        pieces.movePipes()
        let roles = FormatRoles(file, pieces)
        pieces.settleBreaks(roles)
        var layout = FormatLayout(pieces, roles)
        let text = layout.settled()
        // Layout must never change a program; should it, the author's text stands.
        return (isSame(stream, text) ? text : source.text, diagnostics)
    }

    /// Whether the text has the tokens of the stream and still parses.
    private static func isSame(_ stream: TokenStream, _ text: String) -> Bool {
        let result = SourceFile(path: stream.file.path, text: text)
        let tokens = Lexer.tokens(of: result).tokens
        guard tokens.count == stream.tokens.count else { return false }
        for (old, new) in zip(stream.tokens, tokens) {
            let oldText = stream.file.bytes[old.lower..<old.upper]
            guard old.kind == new.kind, oldText == result.bytes[new.lower..<new.upper] else {
                return false
            }
        }
        return !ParsedFile.parse(result).diagnostics.hasErrors
    }
}
