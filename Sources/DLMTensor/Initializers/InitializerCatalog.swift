import DLMTypes

/// Every initialiser that the language has.
public enum InitializerCatalog {
    public static let entries: [Initializer] = [
        .zeros, .ones, .constant, .uniform, .normal, .truncatedNormal, .kaimingUniform,
        .kaimingNormal, .xavierUniform, .xavierNormal,
    ]

    /// The initialiser of a name.
    public static func entry(_ name: String) -> Initializer? {
        entries.first { $0.signature.name == name }
    }
}
