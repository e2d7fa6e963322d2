import DLMTensor
import DLMTypes

// Literals are read as a dlm program reads them: `[[1, 2], [3, 4]]` is `Int[2, 2]`, one fraction
// makes all of them `Float`, and a number beside a tensor takes the tensor's element type. Their
// elements may be tensors too: `[a, b]` is the stack of both.
//
// A literal cannot throw. Rows of different lengths make a tensor whose use does, at the latest when
// its numbers are asked for:
//
//     let x: Tensor = [[1, 2], [3]]
//     try x.floats()  // the literal is ragged: the shape of element 0 is [2], that of element 1 …

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// A `Float` scalar; beside Float64 it has all its digits.
    public init(floatLiteral value: Double) { self = .scalar(value) }

    /// An `Int` scalar.
    public init(integerLiteral value: Int) { self = .constant(HostArray(.int64, [], [value])) }

    /// A `Bool` scalar.
    public init(booleanLiteral value: Bool) { self = .scalar(value ? 1 : 0, .bool) }

    /// Elements along a new first axis. Elements of different shapes, or truth values among
    /// numbers, make a tensor whose use throws `OpError` or `RunError`.
    public init(arrayLiteral elements: Tensor...) {
        do throws(OpError) {
            self = try .literal(of: elements)
        } catch {
            self = .refused(error, length: elements.count)
        }
    }
}
