import DLMTypes

extension ParameterType {
    /// Padding of a spatial window: a number, one an axis, or a case.
    static let padding = ParameterType.anyOf([
        .oneOrList(.int), .enumeration(["same", "valid"]),
    ])
}

extension [OpArgument] {
    /// Padding as a number, one an axis, `.same` or `.valid`.
    func padding(_ position: Int) throws(OpError) -> SpatialWindow.Padding {
        if case .enumCase(let name) = try value(position) {
            switch name {
            case "same": return .same
            case "valid": return .valid
            default:
                throw OpError(
                    .argument("padding"), message: "there is no padding .\(name)",
                    help: "use .same, .valid or a number")
            }
        }
        return .explicit(try pair(position))
    }
}
