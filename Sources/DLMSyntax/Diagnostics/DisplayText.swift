/// A source line as shown: tabs expanded, control characters replaced, with the screen column of each byte.
struct DisplayText {
    private(set) var text = ""
    /// Screen column (from 0) of each byte of the line, and of the end of the line behind them.
    private(set) var columns: [Int] = []
    static let tabWidth = 4

    init(_ bytes: ArraySlice<UInt8>) {
        if bytes.allSatisfy({ 0x20..<0x7F ~= $0 }) {
            text = String(decoding: bytes, as: UTF8.self)
            columns = Array(0...bytes.count)
            return
        }
        var column = 0
        var decoded = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            // A broken byte decodes to U+FFFD, which is longer than what it stands for.
            let isRepaired = scalar == "\u{FFFD}" && !Self.holdsReplacement(bytes, at: decoded)
            let length = isRepaired ? 1 : UTF8.width(scalar)
            columns.append(contentsOf: repeatElement(column, count: length))
            decoded += length
            if scalar == "\t" {
                let width = Self.tabWidth - column % Self.tabWidth
                text += String(repeating: " ", count: width)
                column += width
            } else {
                let shown = printable(scalar)
                text.unicodeScalars.append(shown)
                column += displayWidth(shown)
            }
        }
        // Repairs may merge several bytes into one; the rest then share the last column.
        while columns.count <= bytes.count { columns.append(column) }
    }

    /// Screen column of the byte `offset` bytes into the line.
    func column(_ offset: Int) -> Int {
        columns[min(max(0, offset), columns.count - 1)]
    }

    private static func holdsReplacement(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Bool {
        bytes.dropFirst(offset).starts(with: [0xEF, 0xBF, 0xBD])
    }
}

/// Replaces characters that would move the cursor or change the terminal's state.
func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: scalar
    }
}

/// `text` on one line, safe to print.
func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        result.unicodeScalars.append(scalar == "\n" || scalar == "\t" ? " " : printable(scalar))
    }
    return result
}

/// Columns a scalar takes on a terminal: 0 for combining marks, 2 for East Asian wide and emoji, else 1.
func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        return 2
    default:
        return 1
    }
}

func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}
