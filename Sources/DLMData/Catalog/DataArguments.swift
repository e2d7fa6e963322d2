import DLMTypes

/// An argument of a source or transform that is out of place, in the user's terms.
public struct DataArgumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Name of the parameter, so that a diagnostic can underline the argument.
    public let parameter: String
    public let problem: String

    public init(_ parameter: String, _ problem: String) {
        self.parameter = parameter
        self.problem = problem
    }

    public var description: String { "\(parameter) \(problem)" }
}

/// Bound arguments of a source, transform or path function, with the defaults filled in.
public struct DataArguments: Hashable, Sendable {
    public let values: [String: StaticValue]

    /// Takes the arguments a program gives; the signature adds its defaults.
    public init(_ values: [String: StaticValue], for signature: Signature) {
        var all = values
        for parameter in signature.parameters where all[parameter.name] == nil {
            all[parameter.name] = parameter.defaultValue
        }
        self.values = all
    }

    /// The value of a parameter; nil when it has none.
    public subscript(name: String) -> StaticValue? {
        values[name].flatMap { $0 == .none ? nil : $0 }
    }

    /// A file or folder name.
    public func path(_ name: String) throws(DataArgumentError) -> String {
        switch self[name] {
        case .path(let path), .string(let path):
            // "" would otherwise come back as an error without a name.
            guard !path.isEmpty else { throw DataArgumentError(name, "is an empty path") }
            return path
        default: throw DataArgumentError(name, "must be a path")
        }
    }

    /// An integer in a range.
    public func integer(
        _ name: String, in range: ClosedRange<Int>
    ) throws(DataArgumentError) -> Int {
        try DataArguments.integer(self[name], name, in: range)
    }

    /// A finite number.
    public func number(_ name: String) throws(DataArgumentError) -> Double {
        try DataArguments.number(self[name], name)
    }

    /// A list of finite numbers.
    public func numbers(_ name: String) throws(DataArgumentError) -> [Double] {
        try DataArguments.numbers(self[name], name)
    }

    /// One of the cases of an enumeration.
    public func enumCase(_ name: String) throws(DataArgumentError) -> String {
        guard case .enumCase(let text) = self[name] else {
            throw DataArgumentError(name, "must be a case such as .nearest")
        }
        return text
    }

    /// Height and width: one number for both, or a list of the two.
    public func size(_ name: String) throws(DataArgumentError) -> (height: Int, width: Int) {
        let range = 1...JPEG.maximumSide
        if case .list(let sides) = self[name] {
            guard sides.count == 2 else {
                throw DataArgumentError(name, "must be one number or [height, width]")
            }
            let height = try DataArguments.integer(sides[0], name, in: range)
            return (height, try DataArguments.integer(sides[1], name, in: range))
        }
        let side = try integer(name, in: range)
        return (side, side)
    }

    static func integer(
        _ value: StaticValue?, _ name: String, in range: ClosedRange<Int>
    ) throws(DataArgumentError) -> Int {
        guard case .int(let dim) = value, let number = dim.constant else {
            throw DataArgumentError(name, "must be a whole number")
        }
        guard range.contains(number) else {
            throw DataArgumentError(
                name,
                "is \(number); it must lie between \(range.lowerBound) and \(range.upperBound)"
            )
        }
        return number
    }

    static func number(_ value: StaticValue?, _ name: String) throws(DataArgumentError) -> Double {
        switch value {
        case .float(let number) where number.isFinite: return number
        case .int(let dim):
            if let number = dim.constant { return Double(number) }
            fallthrough
        default: throw DataArgumentError(name, "must be a finite number")
        }
    }

    static func numbers(
        _ value: StaticValue?, _ name: String
    ) throws(DataArgumentError) -> [Double] {
        guard case .list(let items) = value, !items.isEmpty else {
            throw DataArgumentError(name, "must be a list of numbers")
        }
        var numbers: [Double] = []
        for item in items { numbers.append(try number(item, name)) }
        return numbers
    }
}
