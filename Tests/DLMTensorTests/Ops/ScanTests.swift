import DLMTypes
import Testing

@testable import DLMTensor

/// Loops: the plan against the definition, and derivatives against differences.
@Suite struct ScanTests {
    private static let inputs: [String: HostArray] = [
        "h": HostArray(.float64, [3], doubles: [0.1, -0.4, 0.7]),
        "x": HostArray(.float64, [4, 3], doubles: (0..<12).map { Double($0 * 7 % 5) / 3 - 0.6 }),
        "w": HostArray(.float64, [3, 3], doubles: (0..<9).map { Double($0 * 5 % 7) / 6 - 0.5 }),
        "n": HostArray(.int64, [4], doubles: [2, 0, 1, 2]),
    ]

    private struct Leaves {
        let h = ScanTests.leaf("h")
        let x = ScanTests.leaf("x")
        let w = ScanTests.leaf("w")
        let n = ScanTests.leaf("n")
    }

    private static func leaf(_ name: String) -> Tensor {
        guard let array = inputs[name] else { return .scalar(0) }
        return .placeholder(name, array.type)
    }

    /// An RNN whose input is picked by an index, with an output beside the state.
    private static func loss(_ leaves: Leaves, reversed: Bool) throws -> Tensor {
        let (last, outputs) = try Tensor.scan(
            from: [leaves.h, .scalar(0, .int64)], over: [leaves.x, leaves.n], reversed: reversed
        ) { state, element throws(OpError) in
            let picked = try leaves.w.indexSelect(element[1].reshape([1])).reshape([3])
            let next = try (state[0].matmul(leaves.w) + element[0] * picked).tanh()
            let count = try state[1] + element[1]
            return ([next, count], [try next * element[0], count])
        }
        let counted = try outputs[1].cast(to: .float64).sum()
        return try (last[0].square()).sum() + (outputs[0] * outputs[0]).sum() * counted
    }

    @Test(arguments: [false, true])
    func planAgreesWithDefinition(reversed: Bool) throws {
        let leaves = Leaves()
        let value = try Self.loss(leaves, reversed: reversed)
        let gradients = try value.gradients(with: [leaves.h, leaves.x, leaves.w])
        let expected = try Differences.evaluate([value] + gradients, Self.inputs)
        for threads in [1, 2] {
            let actual = try Runtime(threads: threads)
                .evaluate([value] + gradients, inputs: Self.inputs)
            for (left, right) in zip(actual, expected) {
                Differences.expectClose(left.doubles, right.doubles, 1e-12, "scan")
            }
        }
    }

    @Test(arguments: [false, true])
    func derivativesAreDifferences(reversed: Bool) throws {
        let leaves = Leaves()
        let sources = [("h", leaves.h), ("x", leaves.x), ("w", leaves.w)]
        let value = try Self.loss(leaves, reversed: reversed)
        let first = try value.gradients(with: sources.map(\.1))
        var slope = Tensor.scalar(0, .float64)
        for ((name, _), gradient) in zip(sources, first) {
            try expectDifferences(of: value, in: name, are: gradient)
            slope = try slope + (gradient * gradient).sum()
        }
        let second = try slope.gradients(with: sources.map(\.1))
        for ((name, _), gradient) in zip(sources, second) {
            try expectDifferences(of: slope, in: name, are: gradient)
        }
    }

    private func expectDifferences(
        of value: Tensor, in name: String, are gradient: Tensor
    ) throws {
        let actual = try Differences.evaluate([gradient], Self.inputs)[0].doubles
        let expected = try Differences.gradient(of: value, in: name, at: Self.inputs)
        Differences.expectClose(actual, expected, 1e-6, "derivative in \(name)")
    }

    @Test("a loop and the one its derivative needs are planned as one")
    func forwardRunsOnce() throws {
        let leaves = Leaves()
        let value = try Self.loss(leaves, reversed: false)
        let gradients = try value.gradients(with: [leaves.w])
        let plan = try Runtime(threads: 1).plan(Computation(outputs: [value] + gradients))
        let loops = plan.steps.filter { $0.name.hasPrefix("scan") }
        #expect(loops.count == 2)
    }

    @Test func nothingToRunOver() throws {
        let (last, results) = try Tensor.scan(
            from: [.scalar(3, .float64)],
            over: [.placeholder("e", TensorType(.float64, [Dim(0), Dim(2)]))]
        ) { state, element throws(OpError) in
            ([try state[0] + element[0].sum()], [element[0]])
        }
        let inputs = ["e": HostArray(.float64, [0, 2], doubles: [])]
        let values = try Runtime(threads: 1).evaluate(last + results, inputs: inputs)
        #expect(values[0].doubles == [3])
        #expect(values[1].shape == [0, 2])
    }

    @Test func aStateThatChangesItsTypeIsRefused() throws {
        let leaves = Leaves()
        #expect(throws: OpError.self) {
            try Tensor.scan(from: [leaves.h], over: [leaves.x]) { state, element throws(OpError) in
                ([try state[0].sum()], [])
            }
        }
    }

    @Test("a long loop stops when it is asked to")
    func isCancelled() throws {
        let many = Tensor.constant(HostArray(zeros: .float64, [100_000]))
        let (last, _) = try Tensor.scan(from: [.scalar(0, .float64)], over: [many]) {
            state, element throws(OpError) in
            ([try state[0] + element[0]], [])
        }
        let plan = try Runtime(threads: 1).plan(Computation(outputs: last))
        var asked = 0
        #expect(throws: RunError.self) {
            _ = try plan.run(
                [:],
                isCancelled: {
                    asked += 1
                    return asked > 100
                })
        }
        #expect(asked < 200)
    }

    @Test("what a checkpoint recomputes is computed again, after the forward pass")
    func recomputation() throws {
        let leaves = Leaves()
        let own = try leaves.x.alias()
        let middle = try own.exp().matmul(leaves.w).tanh().matmul(leaves.w)
        let value = try Tensor.recomputed([middle], from: [own])[0].square().sum()
        let plain = try leaves.x.exp().matmul(leaves.w).tanh().matmul(leaves.w).square().sum()
        let sources = [leaves.x, leaves.w]
        let gradients = try value.gradients(with: sources)
        let expected = try plain.gradients(with: sources)
        let runtime = Runtime(threads: 1)
        let actual = try runtime.evaluate([value] + gradients, inputs: Self.inputs)
        let wanted = try runtime.evaluate([plain] + expected, inputs: Self.inputs)
        for (left, right) in zip(actual, wanted) {
            Differences.expectClose(left.doubles, right.doubles, 1e-12, "checkpoint")
        }
        func products(_ roots: [Tensor]) throws -> Int {
            let plan = try runtime.plan(Computation(outputs: roots))
            return plan.steps.filter { $0.name.lowercased().hasPrefix("matmul") }.count
        }
        // The first product is needed again for the second one's derivative.
        let more = try products([value] + gradients) - products([plain] + expected)
        #expect(more > 0)
    }
}
