import DLMSyntax
import DLMTensor
import DLMTypes

/// One application of a derivative: a function, its arguments, and which of them it is
/// differentiated by.
struct Differentiation {
    let evaluator: Evaluator
    /// `grad`, `vjp`, …
    let name: String
    let function: Value
    let arguments: [CallArgument]
    let positions: [Int]
    /// Whether the result is a tuple, one part for each position.
    let isList: Bool
    /// The callee, and the place of the value made.
    let span: Span
    let result: Span

    init(
        evaluator: Evaluator, name: String, function: Value, arguments: [CallArgument],
        positions: [Int], isList: Bool, span: Span, result: Span
    ) {
        self.evaluator = evaluator
        self.name = name
        self.function = function
        self.arguments = arguments
        self.positions = positions
        self.isList = isList
        self.span = span
        self.result = result
    }

    /// For `vjp(f, x)`: a tuple stands for several arguments, and all of them count.
    init?(_ evaluator: Evaluator, _ call: BuiltinCall, _ name: String) {
        let (f, place) = (call.values[0], call.spans[1] ?? call.span)
        guard evaluator.isFunction(f, at: call.spans[0] ?? call.span, of: name) else { return nil }
        let values: [Value]
        let isList: Bool
        if case .tuple(let items) = call.values[1] {
            (values, isList) = (items, true)
        } else {
            (values, isList) = ([call.values[1]], false)
        }
        self.init(
            evaluator: evaluator, name: name, function: f,
            arguments: values.map { CallArgument($0, place) },
            positions: Array(values.indices), isList: isList, span: call.span,
            result: call.resultSpan)
    }

    /// The function's value where the chosen arguments are nodes of their own.
    struct Point {
        let value: Value
        let trees: [TensorTree]
        /// The tensors of each tree, as nodes of their own.
        let sources: [[Tensor]]
    }

    /// Calls the function; nil when something was refused. Integers are refused unless
    /// `takesIntegers`.
    func point(takesIntegers: Bool = false) -> Point? {
        var arguments = arguments
        var trees: [TensorTree] = []
        var sources: [[Tensor]] = []
        if arguments.contains(where: { $0.value.holdsError }) { return nil }
        for position in positions {
            guard arguments.indices.contains(position) else {
                return refuse(
                    "argument \(position) does not exist: the function gets \(arguments.count)",
                    at: span)
            }
            let argument = arguments[position]
            guard let tree = TensorTree(argument.value, evaluator) else {
                return refuse(
                    "\(name) takes tensors; this is \(argument.value.noun)", at: argument.span)
            }
            if !takesIntegers, let whole = tree.leaves.first(where: { !$0.dtype.isFloating }) {
                return refuse(
                    "only Float tensors have a derivative; this is \(whole.type)",
                    at: argument.span, help: "write numbers with a point, or convert: float(x)")
            }
            guard let own = try? tree.leaves.map({ try $0.alias() }) else { return nil }
            arguments[position] = CallArgument(
                label: argument.label, tree.value(own, at: argument.span), argument.span)
            trees.append(tree)
            sources.append(own)
        }
        let value = evaluator.apply(function, arguments, at: span, result: result)
        return value.holdsError ? nil : Point(value: value, trees: trees, sources: sources)
    }

    func refuse<T>(_ headline: String, at place: Span, help: String? = nil) -> T? {
        _ = evaluator.fail(.typeMismatch, headline, at: place, help: help)
        return nil
    }

    /// Builds tensors; a refusal is reported at the callee.
    func build(_ make: () throws(OpError) -> [Tensor]) -> [Tensor]? {
        do throws(OpError) {
            return try evaluator.withOrigin(span, make)
        } catch {
            _ = evaluator.fail(error, at: span, name: name, operands: [])
            return nil
        }
    }

    /// One value a position, or the only one.
    func assembled(_ parts: [Value]) -> Value {
        isList ? .tuple(parts) : parts.first ?? .error
    }

    /// Tensors in the order of all sources as values put together like the arguments.
    func values(_ tensors: [Tensor], like point: Point) -> Value {
        var rest = tensors[...]
        var parts: [Value] = []
        for tree in point.trees {
            parts.append(tree.value(Array(rest.prefix(tree.leaves.count)), at: result))
            rest = rest.dropFirst(tree.leaves.count)
        }
        return assembled(parts)
    }
}
