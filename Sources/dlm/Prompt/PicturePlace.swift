import DLM
import Glibc

/// Where pictures are drawn: what the user chose, else what the terminal says.
final class PicturePlace {
    private var found: PictureForm?

    /// - Parameter chosen: how to show pictures; nil to look for `DLM_PICTURES`, and to ask the
    ///   terminal when that says nothing.
    init(_ chosen: PictureForm?) {
        found =
            chosen ?? getenv("DLM_PICTURES").flatMap { PictureForm(rawValue: String(cString: $0)) }
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
