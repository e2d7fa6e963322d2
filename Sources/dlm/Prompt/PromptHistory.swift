import CReadline
import Glibc

/// The lines typed at the prompt, kept across sessions in the user's state folder.
struct PromptHistory {
    private static let most: Int32 = 2000
    private let path: String?

    init() {
        func folder(_ name: String) -> String? {
            guard let value = getenv(name) else { return nil }
            let text = String(cString: value)
            return text.isEmpty ? nil : text
        }
        let state = folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }
        path = state.map { $0 + "/dlm_history" }
    }

    func read() {
        if let path { _ = dlm_history_read(path) }
    }

    /// An entry, of one line or several.
    func add(_ entry: String) { dlm_history_add(entry) }

    /// Without a folder to write to the lines are forgotten, which is no reason for words.
    func write() {
        guard let path else { return }
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        _ = dlm_history_write(path, Self.most)
    }
}
