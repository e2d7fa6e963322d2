/// Named values in the order written.
struct RecordValue {
    private(set) var entries: [(name: String, value: Value)]

    init(_ entries: [(name: String, value: Value)] = []) { self.entries = entries }

    var names: [String] { entries.map(\.name) }

    /// The value of a name; setting one that exists replaces it in place.
    subscript(name: String) -> Value? {
        get { entries.first { $0.name == name }?.value }
        set {
            let position = entries.firstIndex { $0.name == name }
            guard let newValue else {
                if let position { entries.remove(at: position) }
                return
            }
            if let position {
                entries[position].value = newValue
            } else {
                entries.append((name, newValue))
            }
        }
    }
}
