import ArgumentParser

/// A number of bytes as people write it: `8MiB`, `500KiB`, `1000000`.
struct ByteCount: ExpressibleByArgument, CustomStringConvertible, Sendable {
    let bytes: Int

    init(_ bytes: Int) { self.bytes = bytes }

    private static let units: [(name: String, bytes: Int)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
    ]

    init?(argument: String) {
        let unit = Self.units.first { argument.hasSuffix($0.name) } ?? ("", 1)
        guard let number = Int(argument.dropLast(unit.name.utf8.count)), number > 0 else {
            return nil
        }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: unit.bytes)
        // Bodies are held in memory.
        guard !overflows, bytes <= 1 << 30 else { return nil }
        self.bytes = bytes
    }

    var description: String {
        let unit = Self.units.first { bytes % $0.bytes == 0 } ?? ("B", 1)
        return "\(bytes / unit.bytes) \(unit.name)"
    }

    var defaultValueDescription: String {
        description.filter { $0 != " " }
    }
}
