/// Named values in the order written.
struct RecordValue {
    private(set) var names: [String] = []
    // Apart from the names: an array of pairs with a recursive type sends the compiler in circles.
    private var values: [Value] = []

    init(_ entries: [(name: String, value: Value)] = []) {
        for entry in entries {
            names.append(entry.name)
            values.append(entry.value)
        }
    }

    var entries: [(name: String, value: Value)] {
        zip(names, values).map { (name: $0, value: $1) }
    }

    /// The value of a name; setting one that exists replaces it in place.
    subscript(name: String) -> Value? {
        get { names.firstIndex(of: name).map { values[$0] } }
        set {
            let position = names.firstIndex(of: name)
            guard let newValue else {
                if let position {
                    names.remove(at: position)
                    values.remove(at: position)
                }
                return
            }
            if let position {
                values[position] = newValue
            } else {
                names.append(name)
                values.append(newValue)
            }
        }
    }
}
