import Glibc

/// Numbers as a person reads them.
public enum Figures {
    /// About four significant digits, of steady width while a figure changes little.
    public static func short(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? "-Inf" : "Inf") }
        let size = abs(value)
        if size == 0 { return "0" }
        if size < 1e-3 || size >= 1e6 { return format("%.2e", value) }
        if size < 1 { return format("%.4f", value) }
        if size < 10 { return format("%.3f", value) }
        if size < 100 { return format("%.2f", value) }
        return format("%.1f", value)
    }

    /// A rate: no more digits than it deserves.
    public static func rate(_ value: Double) -> String {
        guard value.isFinite, value < 1e15 else { return "-" }
        return value < 10 ? format("%.1f", value) : grouped(Int(value.rounded()))
    }

    /// A count with commas between groups of three digits.
    public static func grouped(_ count: Int) -> String {
        let digits = Array(String(count.magnitude))
        var text = count < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A count with its noun: `1 epoch`, `12 epochs`.
    public static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// A time: `0.42 s`, `31.2 s`, `12:31`, `3:05:09`.
    public static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "-" }
        if seconds < 10 { return format("%.2f s", seconds) }
        if seconds < 60 { return format("%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }

    private static func format(_ pattern: String, _ value: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
        let used = buffer.prefix(max(0, min(Int(count), buffer.count - 1)))
        return String(decoding: used.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
