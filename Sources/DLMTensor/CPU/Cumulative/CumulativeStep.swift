import DLMTypes
import Glibc

/// Running sums, products and extrema along an axis of Float32, Float64 or Int.
struct CumulativeStep: ExecutableStep {
    private enum Way {
        case sum(isReversed: Bool)
        case product
        case logSumExp
        case extremum(isMaximum: Bool)
    }

    private let way: Way
    private let input: KernelOperand
    private let output: KernelOperand
    private let lines: AxisLines

    /// Nil when the operation is another one, or its element types have no kernel.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1,
            [.float32, .float64, .int64].contains(inputs[0].dtype)
        else { return nil }
        let axis: Int
        switch operation {
        case let sum as CumulativeSum:
            (way, axis) = (.sum(isReversed: sum.isReversed), sum.axis)
        case let product as CumulativeProduct: (way, axis) = (.product, product.axis)
        case let sum as LogCumulativeSumExp: (way, axis) = (.logSumExp, sum.axis)
        case let extremum as CumulativeExtremum:
            (way, axis) = (.extremum(isMaximum: extremum.isMaximum), extremum.axis)
        default: return nil
        }
        input = inputs[0]
        output = outputs[0]
        lines = AxisLines(input.shape, axis: axis)
    }

    var name: String { "cumulative" }
    var traffic: Int { input.byteCount + output.byteCount }

    func run(_ context: StepContext) {
        switch input.dtype {
        case .float32: run(Float.self, context)
        case .float64: run(Double.self, context)
        default: runWhole(context)
        }
    }

    /// Floating-point elements; sums are kept in Float64.
    private func run<Element: BinaryFloatingPoint>(_ type: Element.Type, _ context: StepContext) {
        let x = input.address(context).assumingMemoryBound(to: Element.self)
        if case .extremum(let isMaximum) = way {
            return extremum(x, isMaximum, context) { $0.isNaN }
        }
        let y = output.address(context).assumingMemoryBound(to: Element.self)
        switch way {
        case .sum(let isReversed):
            fold(isReversed) {
                Double(x[$0])
            } combine: {
                $0 + $1
            } store: {
                y[$0] = Element($1)
            }
        case .product:
            fold(false) {
                Double(x[$0])
            } combine: {
                $0 * $1
            } store: {
                y[$0] = Element($1)
            }
        case .logSumExp:
            fold(false) {
                Double(x[$0])
            } combine: {
                LogCumulativeSumExp.join($0, $1)
            } store: {
                y[$0] = Element($1)
            }
        case .extremum: break
        }
    }

    private func runWhole(_ context: StepContext) {
        let x = input.address(context).assumingMemoryBound(to: Int64.self)
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        switch way {
        case .sum(let isReversed):
            fold(isReversed) {
                x[$0]
            } combine: {
                $0 &+ $1
            } store: {
                y[$0] = $1
            }
        case .product:
            fold(false) {
                x[$0]
            } combine: {
                $0 &* $1
            } store: {
                y[$0] = $1
            }
        case .extremum(let isMaximum): extremum(x, isMaximum, context) { _ in false }
        case .logSumExp: break
        }
    }

    @inline(__always)
    private func fold<Value>(
        _ isReversed: Bool, load: (Int) -> Value, combine: (Value, Value) -> Value,
        store: (Int, Value) -> Void
    ) {
        guard lines.length > 0 else { return }
        let step = isReversed ? -lines.inner : lines.inner
        lines.visit { start in
            var place = isReversed ? start + (lines.length - 1) * lines.inner : start
            var total = load(place)
            store(place, total)
            Stop.slabs(lines.length - 1) { slab in
                for _ in slab {
                    place += step
                    total = combine(total, load(place))
                    store(place, total)
                }
            }
        }
    }

    @inline(__always)
    private func extremum<Element: Comparable>(
        _ x: UnsafePointer<Element>, _ isMaximum: Bool, _ context: StepContext,
        isNaN: (Element) -> Bool
    ) {
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        lines.visit { start in
            var best = 0
            Stop.slabs(lines.length) { slab in
                for position in slab {
                    let place = start + position * lines.inner
                    let (candidate, leader) = (x[place], x[start + best * lines.inner])
                    let wins = isMaximum ? candidate >= leader : candidate <= leader
                    if isNaN(candidate) || (wins && !isNaN(leader)) { best = position }
                    y[place] = Int64(best)
                }
            }
        }
    }
}
