import DLM

/// A line that begins with a colon: about the session, not a part of the language.
struct PromptCommand {
    private let name: String
    private let argument: String

    init(_ text: String) {
        let words = text.drop(while: \.isWhitespace).dropFirst()
        let name = words.prefix { !$0.isWhitespace }
        self.name = String(name)
        var rest = words.dropFirst(name.count).drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        argument = String(rest)
    }

    enum Outcome {
        case quit
        case lines([String])
        case reply(PromptSession.Reply)
    }

    private static let commands: [(name: String, argument: String, what: String)] = [
        ("help", "[NAME]", "this list, or what a name stands for"),
        ("type", "EXPR", "the type of an expression, found without running it"),
        ("vars", "", "the names that have a value"),
        ("quit", "", "leaves, as Ctrl-D does"),
    ]

    static var names: [String] { commands.map(\.name) }

    func run(_ session: PromptSession) -> Outcome {
        switch name {
        case "quit", "q", "exit": return .quit
        case "vars": return .lines(session.variables)
        case "type":
            return argument.isEmpty
                ? .lines([":type wants an expression, as in :type ones([2, 3])"])
                : .reply(session.type(of: argument))
        case "help":
            return .lines(argument.isEmpty ? Self.help : session.help(argument))
        default:
            let close = Self.names.first { !name.isEmpty && $0.hasPrefix(name.prefix(1)) }
            return .lines([
                "there is no command :\(name); "
                    + (close.map { "did you mean :\($0)?" } ?? ":help lists them")
            ])
        }
    }

    private static var help: [String] {
        var lines = commands.map { command -> String in
            let usage = ":\(command.name) \(command.argument)"
            return "  " + usage + String(repeating: " ", count: max(1, 16 - usage.count))
                + command.what
        }
        lines += [
            "An expression shows its value; _ is the last one, and a leading |> goes on from it.",
            "A trailing ; shows nothing. Definitions may take several lines.",
        ]
        return lines
    }
}
