import CReadline
import DLM
import Glibc

/// The prompt: reads lines, carries them out, prints values. Nothing that is typed ends it but
/// `:quit` and the end of the input.
final class Prompt {
    private let session: PromptSession
    private let console: Console
    private let isTerminal = Stream.inputIsTerminal && Stream.output.isTerminal
    private let history = PromptHistory()
    private let pictures: PicturePlace
    /// Whether a line failed: the status of a session without a terminal.
    private(set) var hasFailed = false

    init(
        threads: Int, seed: UInt64 = 0, pictures: PictureForm? = nil, console: Console
    ) {
        self.console = console
        self.pictures = PicturePlace(pictures)
        if let complaint = self.pictures.complaint { console.note(complaint) }
        session = PromptSession(
            runtime: Runtime(threads: threads), seed: seed, host: Host(write: { console.note($0) }),
            isInterrupted: { Interrupts.isRequested })
    }

    /// Takes in a file that is run, printing what its script lines show; says whether all went
    /// well.
    func load(_ path: String, _ settings: [Override]) -> Bool {
        let reply = session.load(path, settings: settings) { [console] in console.result($0) }
        show(reply)
        return !reply.hasErrors
    }

    /// The blocks of the file that was loaded.
    var fileBlocks: PreparedBlocks { session.fileBlocks }

    func loadWeights(_ path: String) { show(session.loadWeights(path)) }

    /// Something besides the lines failed.
    func noteFailure() { hasFailed = true }

    /// Reads and carries out lines until there are no more.
    func run() {
        Interrupts.installForPrompt()
        if isTerminal {
            console.result("dlm \(Version.current)   :help lists what there is, Ctrl-D leaves")
            pictures.keepsKeys = true
            PromptCompletion.install(session)
            history.read()
        }
        defer { if isTerminal { history.write() } }
        var entry = ""
        while let line = readLine(isContinued: !entry.isEmpty) {
            switch line {
            case .interrupted: entry = ""
            case .text(let text):
                entry += entry.isEmpty ? text : "\n" + text
                // An empty line ends what is open: the diagnostics say what is missing.
                if !text.isEmpty, PromptSession.isOpen(entry) { continue }
                let whole = entry
                entry = ""
                if whole.allSatisfy(\.isWhitespace) { continue }
                if isTerminal { history.add(whole) }
                guard carryOut(whole) else { return }
            }
        }
        if !entry.isEmpty { _ = carryOut(entry) }
        if isTerminal { console.result("") }
    }

    /// Carries out one entry; false when it ends the session.
    func carryOut(_ entry: String) -> Bool {
        Interrupts.reset()
        if entry.drop(while: \.isWhitespace).first == ":" {
            switch PromptCommand(entry).run(session, pictures) {
            case .quit: return false
            case .reply(let reply): show(reply)
            case .refused(let why):
                console.diagnostics(why + "\n")
                hasFailed = true
            case .lines(let lines): for line in lines { console.result(line) }
            case .list(let lines): for line in lines { console.result(fitted(line)) }
            }
            return true
        }
        show(session.enter(entry))
        return true
    }

    /// A line of a list, cut where the terminal ends.
    private func fitted(_ line: String) -> String {
        let most = Stream.output.columns
        guard isTerminal, line.count > most else { return line }
        return line.prefix(most - 1) + "…"
    }

    private func show(_ reply: PromptSession.Reply) {
        for text in reply.shown { console.result(text) }
        if isTerminal, reply.diagnostics.contains(where: { $0.code == .interrupted }) {
            // The terminal has just shown `^C`.
            console.diagnostics("\n")
        }
        let complaints = reply.rendered(colour: Stream.error.isColoured)
        if !complaints.isEmpty { console.diagnostics(complaints) }
        if reply.hasErrors { hasFailed = true }
    }

    private enum Line {
        case text(String)
        case interrupted
    }

    private func readLine(isContinued: Bool) -> Line? {
        guard isTerminal else { return Swift.readLine().map { .text($0) } }
        var wasInterrupted: Int32 = 0
        guard let line = dlm_readline(isContinued ? "...> " : "dlm> ", &wasInterrupted) else {
            return nil
        }
        defer { dlm_readline_free(line) }
        return wasInterrupted != 0 ? .interrupted : .text(String(cString: line))
    }
}
