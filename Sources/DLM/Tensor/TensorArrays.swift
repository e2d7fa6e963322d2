import DLMTensor
import DLMTypes

// Swift arrays keep their element type: `[Double]` makes `Float64`, `[Int]` makes `Int`. A literal
// is a literal wherever it stands, so `Tensor([1.5, 2])` is `Float[2]`. The numbers are copied once.

extension Tensor {
    /// The tensor itself: what `Tensor([1.5, 2])` makes of its literal.
    public init(_ literal: Tensor) { self = literal }

    /// A literal in another shape of as many elements.
    /// - Throws: `OpError` when the shape has another number of elements.
    public init(_ literal: Tensor, shape: [Int]) throws(OpError) {
        self = try literal.reshape(shape.map { Dim($0) })
    }

    /// The numbers of an array, without a copy.
    public init(_ array: HostArray) { self = .given(array) }

    /// A scalar. A plan takes it as an input: a loop may change it without planning anew.
    @_disfavoredOverload
    public init<Element: TensorElement>(_ value: Element) {
        self = .given(HostArray(Element.dtype, [], [value]))
    }

    /// A tensor of one axis.
    @_disfavoredOverload
    public init<Element: TensorElement>(_ elements: [Element]) {
        self = .given(HostArray(Element.dtype, [elements.count], elements))
    }

    /// Elements in row-major order.
    /// - Throws: `OpError` when the shape has another number of elements.
    @_disfavoredOverload
    public init<Element: TensorElement>(_ elements: [Element], shape: [Int]) throws(OpError) {
        try Self.require(shape, takes: elements.count, Element.dtype)
        self = .given(HostArray(Element.dtype, shape, elements))
    }

    /// A matrix of rows.
    /// - Throws: `OpError` when the rows have different lengths.
    @_disfavoredOverload
    public init<Element: TensorElement>(_ rows: [[Element]]) throws(OpError) {
        let width = rows.first?.count ?? 0
        for (place, row) in rows.enumerated() where row.count != width {
            throw OpError(
                .argument("rows"), operand: place,
                message: "the rows are ragged: row 0 has \(width) elements, row \(place) has "
                    + "\(row.count)", help: "all rows have one length")
        }
        let elements = Array(rows.joined())
        self = .given(HostArray(Element.dtype, [rows.count, width], elements))
    }

    /// Refuses a shape of another number of elements.
    static func require(
        _ shape: [Int], takes count: Int, _ dtype: DType
    ) throws(OpError) {
        let known = HostMemory.byteCount(dtype, shape) != nil
        guard known, shape.reduce(1, *) == count else {
            let product = known ? " has \(shape.reduce(1, *)) elements" : " is no shape of a tensor"
            throw OpError(
                .argument("shape"),
                message: "\(shape)\(product); \(count) were given")
        }
    }
}
