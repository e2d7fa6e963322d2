import Glibc

/// Tensors as people read them: aligned, elided when large, with a power of ten only where plain
/// digits would say nothing.
public struct TensorText {
    private let array: HostArray
    /// The numbers that are shown, in their order: a large array is not copied for the few.
    private let values: [Double]
    private let integers: [Int64]
    private let style: Style
    private var width = 1
    /// Places along each axis that are shown; nil stands for those left out.
    private let shown: [[Int?]]

    /// Beyond this many elements the middle of each axis is left out.
    private static let whole = 400
    /// Of a large tensor so many elements are shown at most; then outer axes show their first only.
    private static let most = 2000
    /// Characters in a line.
    private static let line = 96

    private enum Style {
        case truth, whole
        case point(Int)
        case scientific
    }

    public init(_ array: HostArray) {
        self.array = array
        shown = Self.shown(array)
        let few = array.count > Self.whole ? array.picked(Self.offsets(shown, array.shape)) : array
        let values = few.doubles
        style = Self.style(array.dtype, values)
        self.values = values
        // Floats of 64 bits hold whole numbers up to 2^53.
        integers = array.dtype == .int64 ? few.elements(as: Int64.self) : []
        for place in values.indices { width = max(width, text(at: place).utf8.count) }
    }

    /// The elements, then element type and shape: `[1.0, 2.0]  Float[2]`. A scalar is its number.
    public var text: String {
        if array.shape.isEmpty { return text(at: 0) }
        let type = TensorType(array.dtype, array.shape.map { Dim($0) })
        if shown.isEmpty { return "[]  \(type)" }
        var next = 0
        return rows(0, &next) + "  \(type)"
    }

    /// What is shown of the axes from one on, beginning with a number of `values`.
    private func rows(_ axis: Int, _ next: inout Int) -> String {
        let isLast = axis == array.shape.count - 1
        var parts: [String] = []
        for place in shown[axis] {
            if place == nil {
                parts.append("…")
            } else if isLast {
                parts.append(padded(next))
                next += 1
            } else {
                parts.append(rows(axis + 1, &next))
            }
        }
        if isLast { return "[" + wrapped(parts, indent: axis + 1) + "]" }
        let gap = String(repeating: "\n", count: max(1, array.shape.count - 1 - axis))
        return "[" + parts.joined(separator: "," + gap + String(repeating: " ", count: axis + 1))
            + "]"
    }

    /// The elements at the places shown, in row-major order.
    private static func offsets(_ shown: [[Int?]], _ shape: [Int]) -> [Int] {
        var offsets = [0]
        for (places, length) in zip(shown, shape) {
            let few = places.compactMap(\.self)
            offsets = offsets.flatMap { start in few.map { start * length + $0 } }
        }
        return offsets
    }

    private static func shown(_ array: HostArray) -> [[Int?]] {
        // An axis may be as long as it likes beside one of length 0.
        if array.count == 0 || array.shape.contains(where: { $0 < 0 }) { return [] }
        var room = most
        let fromInside = array.shape.reversed().map { length -> [Int?] in
            guard array.count > whole else { return Array(0..<length) }
            var places: [Int?] = Array(0..<min(length, 8))
            if length > 7 { places = [0, 1, 2, nil, length - 3, length - 2, length - 1] }
            if places.count > room { places = [0, nil] }
            room /= places.count
            return places
        }
        return fromInside.reversed()
    }

    private func padded(_ place: Int) -> String {
        let text = text(at: place)
        return String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }

    /// Elements with commas between them, on as many lines as they need.
    private func wrapped(_ parts: [String], indent: Int) -> String {
        var lines: [String] = []
        var line = ""
        for (index, part) in parts.enumerated() {
            let piece = index + 1 < parts.count ? part + ", " : part
            if !line.isEmpty, indent + line.count + piece.count > Self.line {
                lines.append(line)
                line = ""
            }
            line += piece
        }
        lines.append(line)
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    private static func style(_ dtype: DType, _ values: [Double]) -> Style {
        if dtype == .bool { return .truth }
        if !dtype.isFloating { return .whole }
        let sizes = values.lazy.map(abs).filter { $0 > 0 && $0.isFinite }
        let largest = sizes.max() ?? 0
        let smallest = sizes.min() ?? 0
        if largest >= 1e6 || largest > 0 && largest < 1e-3 { return .scientific }
        let isWhole = values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
        if isWhole { return .point(1) }
        if smallest > 0, smallest < 1e-4, largest / smallest > 1e6, largest >= 1e3 {
            return .scientific
        }
        return .point(4)
    }

    private func text(at place: Int) -> String {
        integers.isEmpty ? Self.text(values[place], style) : String(integers[place])
    }

    private static func text(_ value: Double, _ style: Style) -> String {
        if !value.isFinite { return value.isNaN ? "nan" : (value < 0 ? "-inf" : "inf") }
        switch style {
        case .truth: return value == 0 ? "false" : "true"
        case .whole: return String(Int64(exactly: value) ?? 0)
        case .point(let digits): return format("%.\(digits)f", value)
        case .scientific: return format("%.4e", value)
        }
    }

    /// A number by a pattern of `printf`.
    package static func format(_ pattern: String, _ value: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 400)
        let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
        let used = buffer.prefix(max(0, min(Int(count), buffer.count - 1)))
        return String(decoding: used.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
