import Glibc

/// Processor time that processes have used.
enum ProcessorTime {
    /// Of this process, in seconds.
    static var own: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    /// Of another process; nil when it is gone.
    static func of(_ process: pid_t) -> Double? {
        var clock = clockid_t()
        return clock_getcpuclockid(process, &clock) == 0 ? seconds(clock) : nil
    }

    /// Of the wall's clock, from any point on.
    static var wall: Double { seconds(CLOCK_MONOTONIC) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

enum Descriptor {
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

enum SmallFile {
    /// The text of a file, empty when there is none; 64 KiB of it.
    static func text(_ path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "we") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}
