import DLM
import Testing

@Suite struct TensorGradientTests {
    let x: Tensor = [1.0, 2.0, -3.0]

    @Test func theGradientOfAFunction() throws {
        let slope = gradient(of: { x in try (x * x).sum() })
        #expect(try slope(x).floats() == [2, 4, -6])
        let (value, gradient) = try valueWithGradient(at: x) { x in try (x ** 3).sum() }
        #expect(try value.scalar() == -18)
        #expect(try gradient.floats() == [3, 12, 27])
    }

    @Test func gradientsOfSeveralArguments() throws {
        let two = gradient(of: { (x: Tensor, y: Tensor) in try (x * y).sum() })
        let (a, b) = try two(x, x * 2)
        #expect(try a.floats() == [2, 4, -6])
        #expect(try b.floats() == [1, 2, -3])
        let three = gradient(of: { (x: Tensor, y: Tensor, z: Tensor) in try (x * y + z).sum() })
        let (c, d, e) = try three(2.0, 3.0, 4.0)
        #expect(try Tensor.computed([c, d, e]).map { try $0.scalar() } == [3, 2, 1])
        let (value, all) = try valueWithGradient(at: [x, x]) { w in try (w[0] * w[1]).sum() }
        #expect(try value.scalar() == 14)
        #expect(try all[1].floats() == [1, 2, -3])
        // Each use is an argument of its own, also when both are the same tensor.
        let (left, right) = try two(x, x)
        #expect(try left.floats() == right.floats())
    }

    @Test func derivativesOfHigherOrder() throws {
        let cube = { (x: Tensor) in try x ** 3 }
        let second = gradient(of: gradient(of: cube))
        #expect(try second(2.0).scalar() == 12)
        let third = gradient(of: second)
        #expect(try third(2.0).scalar() == 6)
        let curvature = hessian(of: { x in try (x ** 3).sum() })
        #expect(try curvature(x).floats() == [6, 0, 0, 0, 12, 0, 0, 0, -18])
        let rows = jacobian(of: { x in try x * x[0] })
        #expect(try rows(x).floats() == [2, 0, 0, 2, 1, 0, -3, 0, 1])
    }

    @Test func gradientsOfTensorsThatAreThere() throws {
        let w: Tensor = [0.5, 1.0, 1.5]
        let loss = try (w * x).sum() ** 2
        let gradients = try loss.gradients(with: [w])
        #expect(try gradients[0].floats() == [-4, -8, 12])
    }

    @Test func whatHasNoDerivativeIsRefused() {
        let whole: Tensor = [1, 2]
        let sum = gradient(of: { x in try x.sum() })
        let refusal = #expect(throws: OpError.self) { try sum(whole) }
        #expect(refusal?.message == "only Float tensors have a derivative; this is Int[2]")
        #expect(throws: OpError.self) { try gradient(of: { x in try x * 2 })(x) }
        #expect(throws: OpError.self) { try jacobian(of: { x in try x .> 0 })(x) }
        struct Own: Error {}
        #expect(throws: Own.self) { try gradient(of: { _ in throw Own() })(x) }
    }
}
