/// A row of characters at screen columns, each belonging to the primary or to a secondary label.
struct Canvas {
    private var cells: [(text: Unicode.Scalar, isPrimary: Bool?)] = []

    mutating func put(_ scalar: Unicode.Scalar, at column: Int, isPrimary: Bool) {
        while cells.count <= column { cells.append((" ", nil)) }
        cells[column] = (scalar, isPrimary)
    }

    /// Everything behind `column` gives way to the text.
    mutating func write(_ text: String, at column: Int, isPrimary: Bool) {
        var next = column
        for scalar in text.unicodeScalars {
            put(scalar, at: next, isPrimary: isPrimary)
            next += 1
        }
    }

    /// Runs of one owner are painted together.
    func render(_ paint: (String, Bool) -> String) -> String {
        var out = ""
        var run = ""
        var owner: Bool?
        func flush() {
            out += owner.map { paint(run, $0) } ?? run
            run = ""
        }
        for cell in cells {
            if cell.isPrimary != owner {
                flush()
                owner = cell.isPrimary
            }
            run.unicodeScalars.append(cell.text)
        }
        flush()
        return out
    }
}
