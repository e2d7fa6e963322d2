import Glibc

/// How much memory the machine can give, asked before sizes that a program or a file decides are
/// reserved: Linux hands out more than it has and ends the process later.
public enum HostMemory {
    /// Requests up to this size are not checked.
    private static let unchecked = 1 << 23
    /// Bytes that must be left beside what is asked for: Swift ends the process when it gets none
    /// for the small things that it needs all the time.
    private static let reserve = 1 << 26

    /// Whether `byteCount` more bytes can be reserved and used.
    public static func canHold(_ byteCount: Int) -> Bool {
        if byteCount <= unchecked { return true }
        if let available, byteCount > available { return false }
        // Limits on the process, such as `ulimit -v`, show only when memory is asked for.
        // Not malloc: an optimiser takes one that is freed at once away, and with it the answer.
        let (probed, isTooMuch) = byteCount.addingReportingOverflow(reserve)
        if isTooMuch { return false }
        let probe = mmap(
            nil, probed, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
            0)
        guard let probe, probe != MAP_FAILED else { return false }
        munmap(probe, probed)
        return true
    }

    /// Bytes that can be used without swapping, as the system estimates them (`MemAvailable`).
    public static var available: Int? {
        guard let file = fopen("/proc/meminfo", "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(
                decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard text.hasPrefix("MemAvailable:") else { continue }
            return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
        }
        return nil
    }

    /// Bytes of an array, nil when they are more than an address can name.
    public static func byteCount(_ dtype: DType, _ shape: [Int]) -> Int? {
        var bytes = dtype.byteCount
        for length in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: max(length, 1))
            if overflow || length < 0 || product > 1 << 46 { return nil }
            bytes = product
        }
        return bytes
    }

    /// Why a request is refused: `it needs 32.0 GiB (34359738368 bytes); 21.3 GiB are free`.
    public static func refusal(_ byteCount: Int) -> String {
        let free = available.map { "; \(gibibytes($0)) are free" } ?? ""
        return "it needs \(describe(byteCount))" + free
    }

    /// `32.0 GiB (34359738368 bytes)`
    static func describe(_ byteCount: Int) -> String {
        "\(gibibytes(byteCount)) (\(byteCount) bytes)"
    }

    private static func gibibytes(_ byteCount: Int) -> String {
        let tenths = (Double(byteCount) / 0x1p30 * 10).rounded()
        return "\(tenths / 10) GiB"
    }
}
