/// Types.
extension Parser {
    var canBeginType: Bool {
        switch kind {
        case .identifier, .leftBracket, .leftParen, .leftBrace: true
        default: false
        }
    }

    mutating func parseType() -> TypeExpr {
        let start = index
        guard enter() else { return TypeExpr(.error, span(token)) }
        defer { leave() }
        let type = parseUnsuffixedType()
        guard at(.question), !isAtLineStart else { return type }
        advance()
        return TypeExpr(.optional(type), span(from: start))
    }

    private mutating func parseUnsuffixedType() -> TypeExpr {
        let start = index
        switch kind {
        case .identifier:
            let name = identifier(advance())
            guard at(.leftBracket), !isAtLineStart else {
                return TypeExpr(.name(name), name.span)
            }
            let extents = parseExtents()
            return TypeExpr(.tensor(name, extents), span(from: start))
        case .leftBracket:
            var elements: [TypeExpr] = []
            parseList { elements.append($0.parseType()) }
            guard elements.count == 1, let element = elements.first else {
                fail(
                    .error(
                        .expectedType, "a list type names one type: `[Int]`",
                        at: span(from: start)))
                return TypeExpr(.error, span(from: start))
            }
            return TypeExpr(.list(element), span(from: start))
        case .leftBrace:
            var fields: [TypeField] = []
            parseList { parser in
                let name = parser.expectName("the name of a field")
                parser.expect(.colon, "`:`")
                fields.append(TypeField(name: name, type: parser.parseType()))
            }
            return TypeExpr(.record(fields), span(from: start))
        case .leftParen:
            return parseFunctionType()
        default:
            failExpecting("a type", .expectedType)
            return TypeExpr(.error, Span(file, token.lower, token.lower))
        }
    }

    /// `(A, B) -> C`, a tuple `(A, B)`, or `(A)`.
    private mutating func parseFunctionType() -> TypeExpr {
        let start = index
        var parts: [TypeExpr] = []
        parseList { parts.append($0.parseType()) }
        if at(.arrow), !isAtLineStart {
            advance()
            let result = parseType()
            return TypeExpr(.function(parts, result), span(from: start))
        }
        if parts.count == 1, let only = parts.first { return only }
        return TypeExpr(.tuple(parts), span(from: start))
    }

    /// `[B, T~, 16*H]`
    private mutating func parseExtents() -> [Extent] {
        let outer = context
        defer { context = outer }
        context.isExtent = true
        var extents: [Extent] = []
        parseList { parser in
            switch parser.kind {
            case .ellipsis:
                extents.append(.rest(parser.span(parser.advance())))
            case .twoDots:
                let dots = parser.span(parser.advance())
                parser.slip(
                    .error(
                        .unexpectedToken, "any number of axes is written `...`", at: dots))
                extents.append(.rest(dots))
            default:
                extents.append(.size(parser.parseBinary(.or)))
            }
        }
        return extents
    }
}
