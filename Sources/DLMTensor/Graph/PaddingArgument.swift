import DLMTypes

extension ParameterType {
    /// Padding of a spatial window: a number, one an axis, or a case.
    static let padding = ParameterType.anyOf([
        .oneOrList(.int), .enumeration(["same", "valid"]),
    ])
}

extension [OpArgument] {
    /// Padding of `count` axes as a number, one an axis, `.same` or `.valid`.
    func padding(_ position: Int, count: Int = 2) throws(OpError) -> SpatialWindow.Padding {
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
        return .explicit(try lengths(position, count: count))
    }
}

extension SpatialWindow.Padding {
    /// The padding of some of the axes; nil stands for an axis without any.
    func part(_ axes: [Int?]) -> SpatialWindow.Padding {
        guard case .explicit(let lengths) = self else { return self }
        return .explicit(
            axes.map { axis in
                guard let axis, lengths.indices.contains(axis) else { return 0 }
                return lengths[axis]
            })
    }
}
