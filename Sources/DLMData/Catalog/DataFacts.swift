/// What a data block knows of itself once its files are open: number and names of the classes,
/// size of the images. Stored in a checkpoint and compared when data is present again.
public struct DataFacts: Hashable, Sendable {
    /// A plain value.
    public enum Value: Hashable, Sendable {
        case integer(Int)
        case strings([String])
        case numbers([Double])
    }

    public private(set) var values: [String: Value]

    public init(_ values: [String: Value] = [:]) { self.values = values }

    public subscript(name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// A fact that is a count or a length.
    public func integer(_ name: String) -> Int? {
        if case .integer(let value) = values[name] { value } else { nil }
    }

    /// A fact that is a list of names.
    public func strings(_ name: String) -> [String]? {
        if case .strings(let value) = values[name] { value } else { nil }
    }

    /// The facts of two parts of a block together, or the reason why they do not fit.
    ///
    /// Labels without names (IDX) say only the highest label seen, so the larger count stands.
    public func merging(_ other: DataFacts) -> Result<DataFacts, Conflict> {
        var merged = self
        let bothNamed = strings("classNames") != nil && other.strings("classNames") != nil
        for (name, value) in other.values.sorted(by: { $0.key > $1.key }) {
            guard let own = values[name], own != value else {
                merged.values[name] = value
                continue
            }
            if name == "classes", !bothNamed, case .integer(let a) = own,
                case .integer(let b) = value,
                // Every label must have a name where there are names.
                a < b ? strings("classNames") == nil : other.strings("classNames") == nil
            {
                merged.values[name] = .integer(max(a, b))
                continue
            }
            if name == "classes", bothNamed { continue }
            return .failure(Conflict(fact: name, first: own, second: value))
        }
        return .success(merged)
    }

    /// Every fact that differs from those stored earlier; empty when data and checkpoint fit. A
    /// fact that only one side knows is no difference.
    public func conflicts(withStored stored: DataFacts) -> [Conflict] {
        var found: [Conflict] = []
        for (name, value) in stored.values.sorted(by: { $0.key < $1.key }) {
            if let own = values[name], own != value {
                found.append(Conflict(fact: name, first: value, second: own))
            }
        }
        return found
    }

    /// A fact on which two sides disagree.
    public struct Conflict: Error, Hashable, Sendable, CustomStringConvertible {
        public let fact: String
        public let first: Value
        public let second: Value

        /// One clause: "height is 64 and 32".
        public var description: String { described("the first", "the second") }

        /// One clause that names the two sides: "height is 64 in faces.train and 32 in
        /// faces.valid".
        public func described(_ left: String, _ right: String) -> String {
            switch (first, second) {
            case (.integer(let a), .integer(let b)):
                return "\(fact) is \(a) in \(left) and \(b) in \(right)"
            case (.strings(let a), .strings(let b)):
                let parts = [
                    Conflict.surplus(a.filter { !b.contains($0) }, left),
                    Conflict.surplus(b.filter { !a.contains($0) }, right),
                ].compactMap(\.self)
                if !parts.isEmpty { return parts.joined(separator: ", ") }
                return "\(fact) come in another order in \(right) than in \(left)"
            default: return "\(fact) differs between \(left) and \(right)"
            }
        }

        /// Classes that one side has alone.
        private static func surplus(_ names: [String], _ side: String) -> String? {
            guard let first = names.first else { return nil }
            let more = names.count == 1 ? "" : " and \(names.count - 1) more"
            let verb = names.count == 1 ? "is" : "are"
            let noun = names.count == 1 ? "class" : "classes"
            return "the \(noun) \"\(first)\"\(more) \(verb) only in \(side)"
        }
    }
}
