import CReadline
import DLM
import Glibc

/// What the terminal says of itself: asked at the first picture, and not where there is none.
enum TerminalQuestion {
    /// A picture of one pixel that kitty's protocol is to judge, and the Primary Device Attributes
    /// (VT510 manual, DA1), which every terminal answers.
    private static let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"
    /// Milliseconds to wait for the whole answer.
    private static let patience: Int32 = 400

    /// How the terminal shows pictures.
    ///
    /// - Parameter keepsKeys: keys typed meanwhile are handed to the next line; where none is read,
    ///   a terminal with keys waiting is not asked.
    static func pictures(keepsKeys: Bool) -> PictureForm {
        guard isatty(STDIN_FILENO) == 1, Stream.output.isTerminal, !isConsole,
            keepsKeys || !isReady(0)
        else { return .blocks }
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return .blocks }
        var raw = settings
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        // What was typed before stays: nothing is flushed.
        guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return .blocks }
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
        Stream.output.write(question)
        var answer = TerminalAnswer()
        let start = milliseconds
        while !answer.isComplete {
            let left = patience - Int32(clamping: milliseconds - start)
            guard left > 0, isReady(left) else { break }
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = read(STDIN_FILENO, &bytes, bytes.count)
            guard count > 0 else { break }
            answer.take(bytes.prefix(count))
        }
        let typed = answer.typed
        if !typed.isEmpty { dlm_readline_push(typed, typed.count) }
        return answer.pictures
    }

    /// Whether there is something to read within so many milliseconds.
    private static func isReady(_ patience: Int32) -> Bool {
        var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, patience) > 0
    }

    /// The kernel's own console prints what it does not know.
    private static var isConsole: Bool { getenv("TERM").map { String(cString: $0) } == "linux" }

    private static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000
    }
}
