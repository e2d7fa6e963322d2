extension DataFacts {
    /// The facts as they stand in a checkpoint: an object of numbers and lists.
    public var json: JSONValue {
        .object(
            values.sorted { $0.key < $1.key }.map { name, value in
                switch value {
                case .integer(let number): JSONValue.Member(name, .integer(number))
                case .strings(let texts): JSONValue.Member(name, .array(texts.map { .string($0) }))
                case .numbers(let numbers):
                    // An object tells a list of numbers from an empty list of strings.
                    JSONValue.Member(
                        name,
                        .object([JSONValue.Member("numbers", .array(numbers.map { .number($0) }))]))
                }
            })
    }

    /// Reads back what `json` gives; nil for anything else.
    public init?(json: JSONValue) {
        guard let members = json.object else { return nil }
        var values: [String: Value] = [:]
        for member in members {
            switch member.value {
            case .integer(let number): values[member.name] = .integer(number)
            case .array(let items):
                let texts = items.compactMap(\.string)
                guard texts.count == items.count else { return nil }
                values[member.name] = .strings(texts)
            case .object:
                guard let items = member.value["numbers"]?.array else { return nil }
                var numbers: [Double] = []
                for item in items {
                    switch item {
                    case .integer(let number): numbers.append(Double(number))
                    case .number(let number): numbers.append(number)
                    default: return nil
                    }
                }
                values[member.name] = .numbers(numbers)
            default: return nil
            }
        }
        self.init(values)
    }
}
