import DLMTypes

/// A curve of points in braille: two by four a character.
struct Curve {
    private let values: [Double]
    private let columns: Int
    /// Lines of characters.
    private static let rows = 8

    init(_ values: [Double], columns: Int) {
        self.values = values
        self.columns = columns
    }

    /// The smallest and the largest finite number.
    static func range(_ values: [Double]) -> (low: Double, high: Double) {
        let finite = values.lazy.filter(\.isFinite)
        return (finite.min() ?? 0, finite.max() ?? 0)
    }

    /// The curve, the largest value at its first line and the smallest at its last.
    var lines: [String] {
        let (low, high) = Self.range(values)
        let labels = [high, low].map { TensorText.format("%.4g", $0) }
        let margin = max(labels[0].count, labels[1].count)
        let width = max(2, min(columns - margin - 2, 100, values.count))
        var dots = Array(repeating: UInt32(0), count: width * Self.rows)
        var last: Int?
        for x in 0..<2 * width {
            guard let y = height(at: x, of: 2 * width, low, high) else {
                last = nil
                continue
            }
            // A steep part is drawn through.
            let start = last.map { $0 < y ? $0 + 1 : $0 > y ? $0 - 1 : y } ?? y
            for point in min(start, y)...max(start, y) {
                dots[point / 4 * width + x / 2] |= Self.bit(x % 2, point % 4)
            }
            last = y
        }
        return (0..<Self.rows).map { row in
            let label = row == 0 ? labels[0] : row == Self.rows - 1 ? labels[1] : ""
            var line = String(repeating: " ", count: margin - label.count) + label + " ┤"
            for column in 0..<width {
                line.unicodeScalars.append(
                    Unicode.Scalar(0x2800 + dots[row * width + column]) ?? " ")
            }
            return line
        }
    }

    /// The row of dots of a column, from the top: of the mean of the values that fall together,
    /// or between two of them.
    private func height(at x: Int, of count: Int, _ low: Double, _ high: Double) -> Int? {
        let value: Double
        if values.count <= count {
            let place = Double(x) * Double(values.count - 1) / Double(max(count - 1, 1))
            let index = min(Int(place), values.count - 1)
            let next = min(index + 1, values.count - 1)
            value = values[index] + (values[next] - values[index]) * (place - Double(index))
        } else {
            let start = x * values.count / count
            let end = max(start + 1, (x + 1) * values.count / count)
            value = values[start..<end].reduce(0, +) / Double(end - start)
        }
        guard value.isFinite else { return nil }
        let dots = 4 * Self.rows
        let share = high > low ? (value - low) / (high - low) : 0.5
        return min(max(Int(((1 - share) * Double(dots - 1)).rounded()), 0), dots - 1)
    }

    private static func bit(_ x: Int, _ y: Int) -> UInt32 {
        [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]][x][y]
    }
}
