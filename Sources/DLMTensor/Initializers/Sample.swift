import DLMTypes

extension HostArray {
    /// Numbers drawn from a stream of its own for a seed: normally distributed, or even in 0 ..< 1.
    package static func sample(
        _ shape: [Int], normal: Bool, seed: UInt64
    ) throws(OpError) -> HostArray {
        let key = RandomKey(seed: seed).child(normal ? "randn" : "rand")
        guard let entry = InitializerCatalog.entry(normal ? "normal" : "uniform") else {
            throw OpError(.unsupported("initialiser"), message: "an initialiser is missing")
        }
        return try entry.sample([.float(0), .float(1)], shape: shape, key: key)
    }
}
