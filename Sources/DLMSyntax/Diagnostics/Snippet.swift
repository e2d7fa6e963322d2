/// The source lines of one file with underlines and labels.
extension DiagnosticRenderer {
    /// One underline on one line. Columns are screen columns from 0.
    private struct Mark {
        let start: Int
        let end: Int
        let text: String
        let isPrimary: Bool
    }

    /// Lines left out between two shown ones are marked with `...` when there are more than this.
    private static let silentGap = 3
    /// Longer lines are cut around their marks.
    private static let widestLine = 160

    func snippet(_ group: FileGroup, gutter: Int, diagnostic: Diagnostic) -> String {
        var out = ""
        var previous: Int?
        let marks = marksByLine(group)
        for line in marks.keys.sorted() {
            if let previous, line - previous - 1 > Self.silentGap { out += "...\n" }
            previous = line
            out += render(
                line: line, marks: marks[line] ?? [], group: group, gutter: gutter,
                diagnostic: diagnostic)
        }
        return out
    }

    /// A span over several lines marks its first line, with the label, and its last.
    private func marksByLine(_ group: FileGroup) -> [Int: [Mark]] {
        var marks: [Int: [Mark]] = [:]
        for (label, isPrimary) in group.labels {
            let span = label.span
            let first = group.file.line(at: span.lower)
            let last = group.file.line(at: max(span.lower, span.upper - 1))
            for line in first == last ? [first] : [first, last] {
                let range = group.file.lineRange(line)
                let shown = DisplayText(group.file.bytes[range])
                let blanks = group.file.bytes[range].prefix { $0 == 0x20 || $0 == 0x09 }.count
                let start = line == first ? span.lower - range.lowerBound : blanks
                let end = min(span.upper, range.upperBound) - range.lowerBound
                let column = shown.column(start)
                let mark = Mark(
                    start: column, end: max(column + 1, shown.column(end)),
                    text: line == first ? printable(label.text) : "", isPrimary: isPrimary)
                marks[line, default: []].append(mark)
            }
        }
        return marks
    }

    private func render(
        line: Int, marks: [Mark], group: FileGroup, gutter: Int, diagnostic: Diagnostic
    ) -> String {
        var text = DisplayText(group.file.bytes[group.file.lineRange(line)]).text
        var marks = marks.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        if displayWidth(text) > Self.widestLine { (text, marks) = cut(text, marks) }
        while text.last == " " { text.removeLast() }

        let number = String(line + 1)
        let padded = String(repeating: " ", count: gutter - number.utf8.count) + number
        var out = "\(paint("\(padded) |", .gutter))\(text.isEmpty ? "" : " ")\(text)\n"
        let margin = paint(String(repeating: " ", count: gutter + 1) + "|", .gutter) + " "
        for row in annotationRows(marks, diagnostic: diagnostic) { out += margin + row + "\n" }
        return out
    }

    /// The underlines, the last label behind them, and a row for each label that has no room there:
    /// it hangs from its underline by a bar.
    private func annotationRows(_ marks: [Mark], diagnostic: Diagnostic) -> [String] {
        var hanging = marks.filter { !$0.text.isEmpty }
        var inline: Mark?
        let end = marks.map(\.end).max() ?? 0
        if let last = hanging.last, last.end == end,
            hanging.filter({ $0.end > last.start }).count == 1
        {
            inline = last
            hanging.removeLast()
        }
        var row = Canvas()
        for mark in marks.sorted(by: { !$0.isPrimary && $1.isPrimary }) {
            for column in mark.start..<mark.end {
                row.put(mark.isPrimary ? "^" : "-", at: column, isPrimary: mark.isPrimary)
            }
        }
        if let inline { row.write(inline.text, at: inline.end + 1, isPrimary: inline.isPrimary) }
        var rows = [row]
        // Rightmost first, so that a label never crosses the bar of another.
        while let mark = hanging.popLast() {
            var bars = Canvas()
            for waiting in hanging {
                bars.put("|", at: waiting.start, isPrimary: waiting.isPrimary)
            }
            if rows.count == 1 {
                var first = bars
                first.put("|", at: mark.start, isPrimary: mark.isPrimary)
                rows.append(first)
            }
            bars.write(mark.text, at: mark.start, isPrimary: mark.isPrimary)
            rows.append(bars)
        }
        return rows.map { canvas in
            canvas.render { paint($0, $1 ? .severity(diagnostic) : .secondary) }
        }
    }

    /// A window of a long line around its first mark.
    private func cut(_ text: String, _ marks: [Mark]) -> (String, [Mark]) {
        let from = max(0, (marks.first?.start ?? 0) - Self.widestLine / 4)
        let to = from + Self.widestLine
        var column = 0
        var shown = from > 0 ? "…" : ""
        for scalar in text.unicodeScalars {
            if column >= from, column < to { shown.unicodeScalars.append(scalar) }
            column += displayWidth(scalar)
        }
        if column > to { shown += "…" }
        let shift = from > 0 ? from - 1 : 0
        let limit = to - shift
        let moved = marks.map { mark in
            let start = min(mark.start - shift, limit)
            let end = max(start + 1, min(mark.end - shift, limit))
            return Mark(start: start, end: end, text: mark.text, isPrimary: mark.isPrimary)
        }
        return (shown, moved)
    }
}

/// A row of characters at screen columns, each belonging to the primary or to a secondary label.
private struct Canvas {
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
