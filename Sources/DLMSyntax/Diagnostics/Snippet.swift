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

    /// Of a line longer than this only the bytes around its first underline are looked at, so that
    /// a thousand mistakes on one long line are not a thousand times that line.
    private static let longestLine = 4 * widestLine

    /// What is underlined on one line, in bytes of the file.
    private struct Place {
        let range: Range<Int>
        let text: String
        let isPrimary: Bool
    }

    func snippet(_ group: FileGroup, gutter: Int, diagnostic: Diagnostic) -> String {
        var out = ""
        var previous: Int?
        let places = placesByLine(group)
        for line in places.keys.sorted() {
            if let previous, line - previous - 1 > Self.silentGap { out += "...\n" }
            previous = line
            let window = window(group.file, line, places[line] ?? [])
            let shown = DisplayText(group.file.bytes[window])
            let marks = (places[line] ?? []).map { place in
                let start = shown.column(place.range.lowerBound - window.lowerBound)
                let end = shown.column(place.range.upperBound - window.lowerBound)
                return Mark(
                    start: start, end: max(start + 1, end), text: place.text,
                    isPrimary: place.isPrimary)
            }
            out += render(
                line: line, text: shown.text, marks: marks, gutter: gutter, diagnostic: diagnostic)
        }
        return out
    }

    /// A span over several lines marks its first line, with the label, and its last.
    private func placesByLine(_ group: FileGroup) -> [Int: [Place]] {
        var places: [Int: [Place]] = [:]
        for (label, isPrimary) in group.labels {
            let span = label.span
            let first = group.file.line(at: span.lower)
            let last = group.file.line(at: max(span.lower, span.upper - 1))
            for line in first == last ? [first] : [first, last] {
                let range = group.file.lineRange(line)
                let blanks = group.file.bytes[range].prefix { $0 == 0x20 || $0 == 0x09 }.count
                let start = line == first ? span.lower : range.lowerBound + blanks
                let end = max(start, min(span.upper, range.upperBound))
                places[line, default: []].append(
                    Place(
                        range: start..<end, text: line == first ? printable(label.text) : "",
                        isPrimary: isPrimary))
            }
        }
        return places
    }

    /// The bytes of a line that are worth looking at.
    private func window(_ file: SourceFile, _ line: Int, _ places: [Place]) -> Range<Int> {
        let range = file.lineRange(line)
        guard range.count > Self.longestLine, let first = places.map(\.range.lowerBound).min()
        else { return range }
        func isInside(_ offset: Int) -> Bool { file.bytes[offset] & 0xC0 == 0x80 }
        var lower = max(range.lowerBound, min(first, range.upperBound) - Self.widestLine)
        while lower > range.lowerBound, isInside(lower) { lower -= 1 }
        var upper = min(range.upperBound, first + Self.longestLine)
        while upper < range.upperBound, isInside(upper) { upper += 1 }
        return lower..<max(lower, upper)
    }

    private func render(
        line: Int, text: String, marks: [Mark], gutter: Int, diagnostic: Diagnostic
    ) -> String {
        var text = text
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
