import Glibc

/// Standard output and standard error, written without buffering.
enum Stream: Sendable {
    case output, error

    private var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }

    /// Writes text; what a closed pipe does not take is lost.
    func write(_ text: String) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            done += count
        }
    }

    /// Whether what is read is typed by a person.
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Whether a person sees it at once on a terminal that can move its cursor.
    var isTerminal: Bool {
        guard isatty(descriptor) == 1 else { return false }
        guard let term = getenv("TERM") else { return false }
        return String(cString: term) != "dumb"
    }

    /// Whether to colour: a terminal, and the user has not set NO_COLOR (https://no-color.org).
    var isColoured: Bool {
        guard isTerminal else { return false }
        guard let refusal = getenv("NO_COLOR") else { return true }
        return refusal.pointee == 0
    }

    /// Columns of the terminal; 80 where there is none.
    var columns: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Pixels of the terminal's window but for two lines; those of common characters where it does
    /// not say.
    var pixels: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 2
        else { return (640, 480) }
        let (columns, rows) = (Int(size.ws_col), Int(size.ws_row))
        let width = size.ws_xpixel > 0 ? Int(size.ws_xpixel) : 8 * columns
        let height = size.ws_ypixel > 0 ? Int(size.ws_ypixel) : 16 * rows
        return (width, height / rows * (rows - 2))
    }
}
