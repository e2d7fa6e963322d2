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
        /// Nothing was done, and why.
        case refused(String)
        /// Lines to look over, each cut where the terminal ends.
        case list([String])
        case reply(PromptSession.Reply)
    }

    /// A command: how it is called, what it does, and what it wants when nothing is given.
    struct Entry {
        let name: String
        let argument: String
        let what: String
        var wants: String?
        var completes = Completion.expression
    }

    /// What may stand behind a command.
    enum Completion {
        case expression, name, file, option, variable
    }

    static let commands: [Entry] = [
        Entry(
            name: "help", argument: "[NAME]", what: "this list, or what a name stands for",
            completes: .name),
        Entry(name: "doc", argument: "WORDS", what: "names whose documentation says the words"),
        Entry(
            name: "type", argument: "EXPR",
            what: "the type of an expression, found without running it",
            wants: "an expression, as in :type ones([2, 3])"),
        Entry(name: "vars", argument: "", what: "the names that have a value"),
        Entry(
            name: "plot", argument: "EXPR", what: "draws a vector, a matrix or an image",
            wants: "an expression, as in :plot sin(arange(50) * 0.2)"),
        Entry(
            name: "time", argument: "EXPR", what: "how long it takes: the median of several runs",
            wants: "an expression, as in :time sum(rand([1000, 1000]))"),
        Entry(
            name: "plan", argument: "EXPR",
            what: "the steps that compute it, their FLOPs and bytes",
            wants: "an expression, as in :plan softmax(rand([10, 10]))"),
        Entry(
            name: "load", argument: "FILE",
            what: "definitions, bindings and script lines of a file",
            wants: "a file, as in :load model.dlm", completes: .file),
        Entry(name: "reload", argument: "", what: "the last file again; weights that fit stay"),
        Entry(
            name: "set", argument: "NAME=VALUE", what: "an option of the loaded file",
            wants: "NAME=VALUE, as in :set width=32", completes: .option),
        Entry(
            name: "params", argument: "[NAME]", what: "variables by path, their types and counts",
            completes: .variable),
        Entry(
            name: "weights", argument: "FILE", what: "sets variables from a .safetensors file",
            wants: "a file, as in :weights best.safetensors", completes: .file),
        Entry(
            name: "save", argument: "FILE", what: "writes the variables to a .safetensors file",
            wants: "a file, as in :save model.safetensors", completes: .file),
        Entry(name: "quit", argument: "", what: "leaves, as Ctrl-D does"),
    ]

    static var names: [String] { commands.map(\.name) }

    func run(_ session: PromptSession, _ pictures: PicturePlace) -> Outcome {
        if argument.isEmpty, let entry = Self.commands.first(where: { $0.name == name }),
            let wants = entry.wants
        {
            return .refused(":\(name) wants \(wants)")
        }
        switch name {
        case "quit", "q", "exit": return .quit
        case "vars": return .list(session.variables)
        case "doc": return .list(session.search(argument))
        case "help": return .lines(help(session))
        case "type": return .reply(session.type(of: expression))
        case "plot":
            return .reply(
                session.plot(expression, on: pictures.canvas, pictures: { pictures.form }))
        case "time": return .reply(session.time(expression))
        case "plan": return .reply(session.plan(expression))
        case "load": return .reply(session.load(path))
        case "reload": return .reply(session.reload())
        case "set": return .reply(session.set(argument))
        case "params": return .reply(session.parameters(argument))
        case "weights": return .reply(session.loadWeights(path))
        case "save": return .reply(session.saveWeights(path))
        default: return .refused(unknown)
        }
    }

    /// The argument without the `;` that a line may end with.
    private var expression: String {
        var text = argument[...]
        while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
        return String(text)
    }

    /// The argument as a file's name, with quotes around it or without.
    private var path: String {
        guard argument.count > 1, argument.first == "\"", argument.last == "\"" else {
            return FilePaths.expanded(argument)
        }
        return FilePaths.expanded(String(argument.dropFirst().dropLast()))
    }

    private var unknown: String {
        let close = Self.names.first { !name.isEmpty && $0.hasPrefix(name.prefix(1)) }
        return "there is no command :\(name); "
            + (close.map { "did you mean :\($0)?" } ?? ":help lists them")
    }

    /// What is to be said of a name or a command; the list of commands when nothing is given.
    private func help(_ session: PromptSession) -> [String] {
        if argument.isEmpty { return Self.help }
        let name = argument.hasPrefix(":") ? String(argument.dropFirst()) : argument
        let isName = name == argument && session.names.contains(name)
        guard !isName, let entry = Self.commands.first(where: { $0.name == name }) else {
            return session.help(argument)
        }
        return [Self.line(entry)] + (entry.wants.map { ["  It wants " + $0 + "."] } ?? [])
    }

    private static func line(_ command: Entry) -> String {
        let usage = ":\(command.name) \(command.argument)"
        return "  " + usage + String(repeating: " ", count: max(1, 18 - usage.count)) + command.what
    }

    private static var help: [String] {
        var lines = commands.map(line)
        lines += [
            "An expression shows its value; _ is the last one, and a leading |> goes on from it.",
            "A trailing ; shows nothing. Definitions may take several lines.",
        ]
        return lines
    }
}
