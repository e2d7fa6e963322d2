import DLMTypes
import Testing

@testable import DLMTensor

/// Calls that make no sense: every entry answers with an error that names what is wrong, or with a
/// result that can be computed. Nothing traps.
@Suite struct RefusalContractTests {
    /// Other tensors in place of one.
    private static func replacements(of array: HostArray) -> [(String, TensorType)] {
        let shape = array.shape
        var variants: [(String, [Int], DType)] = [
            ("a scalar", [], array.dtype), ("one axis more", shape + [2], array.dtype),
            ("another axis in front", [3] + shape, array.dtype),
        ]
        for dtype in DType.allCases where dtype != array.dtype {
            variants.append((dtype.name, shape, dtype))
        }
        for axis in shape.indices {
            var longer = shape
            longer[axis] += 1
            variants.append(("axis \(axis) longer", longer, array.dtype))
        }
        return variants.map { what, shape, dtype in
            (what, TensorType(dtype, shape.map { Dim($0) }))
        }
    }

    @Test("other shapes and element types are taken or refused", arguments: SampleCase.all)
    func tensors(_ sample: SampleCase) {
        let arrays = sample.arrays(.float64)
        for (operand, array) in arrays.enumerated() {
            for (what, type) in Self.replacements(of: array) {
                let stand = zip(sample.names, arrays).enumerated().map { place, entry in
                    Tensor.placeholder(entry.0, place == operand ? type : entry.1.type)
                }
                do throws(OpError) {
                    let results = try sample.build(stand)
                    compute(results, sample, stand)
                } catch {
                    expectClear(error, "\(what) as tensor \(operand)")
                }
            }
        }
    }

    private func compute(_ results: [Tensor], _ sample: SampleCase, _ stand: [Tensor]) {
        var inputs: [String: HostArray] = [:]
        for (name, tensor) in zip(sample.names, stand) {
            inputs[name] = HostArray(zeros: tensor.dtype, tensor.type.knownShape ?? [])
        }
        _ = try? Runtime(threads: 1).evaluate(results, inputs: inputs)
        _ = try? Differences.evaluate(results, inputs)
    }

    /// An error says what is concerned: an operand, an argument, or both sides of a comparison.
    private func expectClear(_ error: OpError, _ what: String) {
        #expect(error.message.count > 10, "\(what): \(error)")
        switch error.reason {
        case .argument(let name): #expect(!name.isEmpty, "\(what): \(error)")
        case .unsupported: Issue.record("\(what): \(error)")
        default: #expect(error.operand != nil, "\(what): \(error)")
        }
    }

    private static let strangeInts: [StaticValue] = [
        0, 1, -1, -2, 7, -7, 1 << 20, 1 << 40, Int.max, Int.max - 1, -Int.max, Int.min,
    ].map { .int(Dim($0)) }
    private static let strangeNumbers: [StaticValue] = [
        0, -1, 0.5, 1e300, -1e300, Double.infinity, -Double.infinity, Double.nan,
    ].map { .float($0) }

    /// Other values of the same kind in each place of an argument.
    private static func variants(of value: StaticValue) -> [StaticValue] {
        switch value {
        case .int: return strangeInts
        case .float: return strangeNumbers
        case .bool(let truth): return [.bool(!truth)]
        case .none: return [.int(1), .int(0), .float(0.5), .list([])]
        case .enumCase: return [.enumCase("nothing")]
        case .list(let items):
            var lists: [StaticValue] = [.list([]), .list(items + items)]
            for place in items.indices {
                lists += variants(of: items[place]).map { variant in
                    var changed = items
                    changed[place] = variant
                    return .list(changed)
                }
            }
            return lists
        default: return []
        }
    }

    @Test("strange arguments are taken or refused", arguments: SampleCase.all)
    func arguments(_ sample: SampleCase) {
        for (place, argument) in sample.sample.arguments.enumerated() {
            guard case .value(let value) = argument else { continue }
            for variant in Self.variants(of: value) {
                var arguments = sample.sample.arguments
                arguments[place] = .value(variant)
                do throws(OpError) {
                    let results = try sample.entry.buildAll(arguments)
                    if results.reduce(0, { $0 + Self.work(of: $1) }) < 1 << 16 {
                        _ = try? Runtime(threads: 1).evaluate(results)
                        _ = try? Differences.evaluate(results, [:])
                    }
                } catch {
                    #expect(error.message.count > 10, "\(variant) as argument \(place)")
                }
            }
        }
    }

    /// Elements of everything a result needs.
    private static func work(of tensor: Tensor) -> Int {
        Node.inOrder([tensor.node]).flatMap(\.types).reduce(0) { sum, type in
            min(1 << 20, sum + (HostMemory.byteCount(type.dtype, type.knownShape ?? []) ?? 1 << 20))
        }
    }
}
