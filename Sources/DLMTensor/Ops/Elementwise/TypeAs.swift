import DLMTypes

extension OpEntry {
    static let typeAs = OpEntry.binary(
        "typeAs", "x in the element type of y: `cast` to whatever y is.",
        example: "typeAs(cast([1.0, 2.0], .Float64), [0.0])",
        samples: [
            OpSample([.tensor(.sample([2, 3])), .tensor(.sample([3], seed: 2))])
        ]
    ) { x, y throws(OpError) in try x.cast(to: y.dtype) }
}
