import DLM
import Testing

@Suite struct TensorLiteralTests {
    @Test func wholeNumbersAreIntAndAFractionMakesAllFloat() throws {
        let whole: Tensor = [[1, 2], [3, 4]]
        #expect("\(whole.type)" == "Int[2, 2]")
        #expect(try whole.elements(as: Int.self) == [1, 2, 3, 4])
        let mixed: Tensor = [1, 2.5]
        #expect("\(mixed.type)" == "Float[2]")
        #expect(try mixed.floats() == [1, 2.5])
        let nested: Tensor = [[1, 2], [3, 4.5]]
        #expect("\(nested.type)" == "Float[2, 2]")
        let scalar: Tensor = 2.5
        #expect("\(scalar.type)" == "Float[]")
        #expect(try scalar.scalar() == 2.5)
        let negative: Tensor = -3
        #expect(try negative.elements(as: Int.self) == [-3])
        let truth: Tensor = [true, false]
        #expect(try truth.elements(as: Bool.self) == [true, false])
        let empty: Tensor = []
        #expect("\(empty.type)" == "Int[0]")
    }

    @Test func wholeNumbersKeepAll64Bits() throws {
        let large: Tensor = [9_007_199_254_740_993, 9_223_372_036_854_775_807]
        #expect(try large.elements(as: Int.self) == [9_007_199_254_740_993, .max])
    }

    @Test func aFloatLiteralHasAllDigitsBesideFloat64() throws {
        let x = Tensor([1.0] as [Double])
        #expect(try (x + 0.1).doubles() == [1.1])
        let tenths: Tensor = [0.1, 0.2]
        #expect(try tenths.cast(to: .float64).doubles() == [0.1, 0.2])
    }

    @Test func tensorsInALiteralAreStacked() throws {
        let row: Tensor = [1, 2]
        let both: Tensor = [row, try row * 2.5]
        #expect("\(both.type)" == "Float[2, 2]")
        #expect(try both.floats() == [1, 2, 2.5, 5])
    }

    @Test func aRaggedLiteralThrowsWhereItIsUsed() throws {
        let ragged: Tensor = [[1, 2], [3]]
        let told = "the literal is ragged: the shape of element 0 is [2], that of element 1 is [1]"
        let refusal = #expect(throws: OpError.self) { try ragged + 1 }
        #expect(refusal?.message == told)
        let run = #expect(throws: RunError.self) { try ragged.floats() }
        #expect(run?.message == told + " (help: all rows have one length)")
        #expect(throws: OpError.self) { try ragged[0] }
        #expect(throws: OpError.self) { try ragged.sizes }
        #expect(throws: OpError.self) { try gradient(of: { $0 })(ragged) }
        #expect("\(ragged)".contains(told))
        let outer: Tensor = [ragged, ragged]
        #expect(throws: OpError.self) { try outer.sum() }
    }

    @Test func truthValuesAmongNumbersAreRefused() {
        let mixed: Tensor = [true, 1]
        let refusal = #expect(throws: OpError.self) { try mixed.sum() }
        #expect(refusal?.message.contains("mixes truth values and numbers") == true)
    }

    @Test func swiftArraysKeepTheirElementType() throws {
        #expect(Tensor([1, 2] as [Float]).dtype == .float32)
        #expect(Tensor([1, 2] as [Double]).dtype == .float64)
        #expect(Tensor([1, 2] as [Int]).dtype == .int64)
        #expect(Tensor([true] as [Bool]).dtype == .bool)
        #expect(Tensor([1.5, 2]).dtype == .float32)
        let rows: [[Float]] = [[1, 2, 3], [4, 5, 6]]
        #expect(try Tensor(rows).sizes == [2, 3])
        #expect(try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2]).sizes == [2, 2])
        #expect(try Tensor([1, 2, 3, 4.5], shape: [2, 2]).floats() == [1, 2, 3, 4.5])
    }

    @Test(arguments: [[3], [2, 3], [-1, -4], [1 << 40, 1 << 40], []])
    func shapesThatDoNotFitThrow(_ shape: [Int]) {
        #expect(throws: OpError.self) { try Tensor([1, 2, 3, 4] as [Float], shape: shape) }
    }

    @Test func raggedRowsThrow() {
        let rows: [[Float]] = [[1, 2], [3]]
        let refusal = #expect(throws: OpError.self) { try Tensor(rows) }
        #expect(refusal?.message == "the rows are ragged: row 0 has 2 elements, row 1 has 1")
    }

    @Test func tensorsAreMadeByShape() throws {
        #expect(try Tensor.zeros([2]).floats() == [0, 0])
        #expect(try Tensor.ones([1, 2], dtype: .int64).elements(as: Int.self) == [1, 1])
        #expect(try Tensor.full([2], 0.5).floats() == [0.5, 0.5])
        #expect(try Tensor.eye(2).floats() == [1, 0, 0, 1])
        #expect(try Tensor.arange(3).elements(as: Int.self) == [0, 1, 2])
        #expect(try Tensor.arange(6, 0, step: -2).elements(as: Int.self) == [6, 4, 2])
        #expect(throws: OpError.self) { try Tensor.zeros([-1]) }
        #expect(throws: OpError.self) { try Tensor.randn([1 << 30, 1 << 30]) }
        let vast = try Tensor.zeros([1 << 40, 1 << 40])
        #expect(throws: RunError.self) { try vast.sum().scalar() }
        #expect(throws: RunError.self) { try vast.reshape([-1]).floats() }
        #expect(throws: (any Error).self) { try (vast • vast)[0, 0].scalar() }
    }

    @Test func randomNumbersAreThoseOfAProgram() throws {
        let drawn = try Tensor.randn([2, 3], seed: 7)
        let value = try Engine().session().evaluate("randn([2, 3], seed: 7)")
        #expect(value.array?.elements(as: Float.self) == (try drawn.floats()))
        #expect(try Tensor.rand([4], seed: 1).floats() != Tensor.rand([4], seed: 2).floats())
    }
}
