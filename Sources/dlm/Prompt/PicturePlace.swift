import DLM
import Glibc

/// Where pictures are drawn: what the user chose, else what the terminal says.
final class PicturePlace {
    private var found: PictureForm?
    /// What is wrong with the user's choice; nil when it is one.
    let complaint: String?

    /// - Parameter chosen: how to show pictures; nil to look for `DLM_PICTURES`, and to ask the
    ///   terminal when that says nothing.
    init(_ chosen: PictureForm?) {
        let named = getenv("DLM_PICTURES").map { String(cString: $0) } ?? ""
        found = chosen ?? PictureForm(rawValue: named)
        let forms = PictureForm.allCases.map(\.rawValue).joined(separator: ", ")
        complaint =
            found == nil && !named.isEmpty
            ? "DLM_PICTURES is \(named), which is none of \(forms)" : nil
    }

    /// Whether keys typed while the terminal is asked are read by the next line.
    var keepsKeys = false

    /// How pictures are shown.
    var form: PictureForm {
        if let found { return found }
        let answer = TerminalQuestion.pictures(keepsKeys: keepsKeys)
        found = answer
        return answer
    }

    /// A place as large as the terminal's window is now.
    var canvas: PlotCanvas {
        PlotCanvas(
            columns: Stream.output.columns, isColoured: Stream.output.isColoured,
            pixels: Stream.output.pixels)
    }
}
