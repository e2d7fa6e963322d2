import DLM
import Testing

@Suite struct TensorOperatorTests {
    let a: Tensor = [1.0, 2.0, 3.0]
    let b: Tensor = [4.0, 5.0, 6.0]

    @Test func arithmeticTakesNumbersOnEitherSide() throws {
        #expect(try (a * b + 1).floats() == [5, 11, 19])
        #expect(try (1 - a / 2).floats() == [0.5, 0, -0.5])
        #expect(try (2 * a - b).floats() == [-2, -1, 0])
        #expect(try (-a).floats() == [-1, -2, -3])
        #expect(try (2 ** a ** 2).floats() == [2, 16, 512])
        #expect(try (a % 2).floats() == [1, 0, 1])
        #expect(try (-a % 2).floats() == [1, 0, 1])
    }

    @Test func swiftValuesOfAnyNumberTypeTakePart() throws {
        let (half, two, third) = (0.5, 2, Float(0.25))
        #expect(try (a * half).floats() == [0.5, 1, 1.5])
        #expect(try (two + a).floats() == [3, 4, 5])
        #expect(try (third * a).floats() == [0.25, 0.5, 0.75])
        #expect(try (a * half).dtype == .float32)
        let whole: Tensor = [1, 2]
        #expect(try (whole * two).elements(as: Int.self) == [2, 4])
        #expect(try (whole / two).floats() == [0.5, 1])
        #expect(try (whole * half).floats() == [0.5, 1])
    }

    @Test func elementTypesPromote() throws {
        let whole: Tensor = [1, 2, 3]
        #expect(try (whole + a).dtype == .float32)
        #expect(try (whole + whole).dtype == .int64)
        #expect(try (a + Tensor([1, 2, 3] as [Double])).dtype == .float64)
        #expect(try (whole + 0.5).dtype == .float32)
        #expect(try (whole + 1).dtype == .int64)
    }

    @Test func comparisonsAreElementwise() throws {
        #expect(try (a .> 1.5).elements(as: Bool.self) == [false, true, true])
        #expect(try (a .<= 2).elements(as: Bool.self) == [true, true, false])
        #expect(try (a .== b - 3).elements(as: Bool.self) == [true, true, true])
        #expect(try (a .!= 2).elements(as: Bool.self) == [true, false, true])
        let bound = 2
        #expect(try (bound .< a).elements(as: Bool.self) == [false, false, true])
        #expect(try (a .>= bound).elements(as: Bool.self) == [false, true, true])
        let both = try (a .> 1) .& (a .< 3) .| .!(a .> 0)
        #expect(try both.elements(as: Bool.self) == [false, true, false])
        #expect(try Tensor.select(a .> 1.5, a, 0).floats() == [0, 2, 3])
    }

    @Test func matrixProductsHaveAnOperator() throws {
        let m: Tensor = [[1.0, 2.0], [3.0, 4.0]]
        let v: Tensor = [1.0, -1.0]
        #expect(try (m • v).floats() == [-1, -1])
        #expect(try (v • m).floats() == [-2, -2])
        #expect(try (m • m + 1).floats() == [8, 11, 16, 23])
        #expect(try m.matmul(m).transpose().floats() == [7, 15, 10, 22])
    }

    @Test func assignmentOperators() throws {
        var x = a
        try x += 1
        try x *= b
        let two = 2.0
        try x /= two
        try x -= a
        #expect(try x.floats() == [3, 5.5, 9])
    }

    @Test func refusalsNameOperationShapesAndHelp() {
        let three: Tensor = [1.0, 2.0, 3.0]
        let two: Tensor = [1.0, 2.0]
        let sum = #expect(throws: OpError.self) { try three + two * 2 }
        #expect(
            sum.map { "\($0)" }
                == "Add: cannot combine the shapes [3] and [2]: the lengths 3 and 2 differ")
        let product = #expect(throws: OpError.self) { try three • two }
        #expect(product.map { "\($0)" }?.hasPrefix("MatMul: ") == true)
        let logic = #expect(throws: OpError.self) { try three .& three }
        #expect(
            logic.map { "\($0)" }
                == "And: logic needs Bool operands; this one is Float (help: compare it first, as "
                + "in x != 0)")
        let dtype = #expect(throws: RunError.self) { try three.elements(as: Int.self) }
        #expect(
            dtype.map { "\($0)" }
                == "the elements are Float, not Int (help: convert them with cast(to:))")
        let scalar = #expect(throws: RunError.self) { try three.scalar() }
        #expect(scalar?.message.hasPrefix("Float[3] has 3 elements, not one") == true)
        for error in [sum, product, logic] {
            #expect(error.map { "\($0)" }?.contains("\n") == false)
        }
    }
}
