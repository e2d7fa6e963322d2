import DLMTypes

extension Value {
    /// The value as sources and transforms take it; nil for what they cannot take. A value that the
    /// check does not know becomes a stand-in of its type.
    var dataArgument: StaticValue? {
        converted { value in
            switch value {
            case .unknown(.path): .path("unknown")
            case .unknown(.string): .string("unknown")
            case .unknown(.int): .int(1)
            case .unknown(.float): .float(1)
            case .unknown(.bool): .bool(false)
            default: nil
            }
        }
    }
}
