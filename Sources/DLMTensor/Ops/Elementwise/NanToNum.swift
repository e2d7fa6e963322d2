import DLMTypes

extension Tensor {
    /// Numbers in place of NaN and the infinities; nil for an infinity stands for the largest
    /// number of the element type, or its negative.
    public func nanToNum(
        nan: Double = 0, positive: Double? = nil, negative: Double? = nil
    ) throws(OpError) -> Tensor {
        guard dtype.isFloating else { return self }
        let largest =
            dtype == .float32
            ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
        let isNegative = try equals(.scalar(-.infinity, dtype))
        let isPositive = try equals(.scalar(.infinity, dtype))
        let bounded = try Tensor.select(isPositive, positive ?? largest, self)
        return try .select(isNaN(), nan, .select(isNegative, negative ?? -largest, bounded))
    }
}

extension OpEntry {
    static let nanToNum = OpEntry(
        Signature(
            "nanToNum",
            [
                Parameter("x", .tensor), Parameter("nan", .float, default: .float(0)),
                Parameter("posInf", .float, default: StaticValue.none),
                Parameter("negInf", .float, default: StaticValue.none),
            ],
            documentation: "x with numbers in place of NaN and the infinities, which become the "
                + "largest number of the element type unless they are given.",
            example: "nanToNum([1.0, 2.0], posInf: 100.0)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .value(.float(0)), .value(.none), .value(.float(-1)),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).nanToNum(
            nan: arguments.double(1), positive: arguments.optionalDouble(2),
            negative: arguments.optionalDouble(3))
    }
}
