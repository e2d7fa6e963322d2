import DLM
import Testing

@Suite struct TensorSubscriptTests {
    /// [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
    let x: Tensor

    init() throws { x = try Tensor((0..<12).map { Float($0) }, shape: [3, 4]) }

    @Test func positionsDropTheirAxis() throws {
        #expect(try x[0].floats() == [0, 1, 2, 3])
        #expect(try x[-1].floats() == [8, 9, 10, 11])
        #expect(try x[1, 2].scalar() == 6)
        let (row, column) = (2, -1)
        #expect(try x[row, column].scalar() == 11)
        #expect(try x[.all, 0].floats() == [0, 4, 8])
        #expect(try x[..., 0].floats() == [0, 4, 8])
        #expect(try x[0, ...].floats() == [0, 1, 2, 3])
        #expect(try x[...].sizes == [3, 4])
    }

    @Test func rangesAreSlices() throws {
        #expect(try x[0..<2].sizes == [2, 4])
        #expect(try x[1...].floats() == [4, 5, 6, 7, 8, 9, 10, 11])
        #expect(try x[(-1)..., ..<2].floats() == [8, 9])
        #expect(try x[0, 1...2].floats() == [1, 2])
        #expect(try x[0, ...(-2)].floats() == [0, 1, 2])
        #expect(try x[0, ...(-1)].floats() == [0, 1, 2, 3])
        #expect(try x[0, ..<(-1)].floats() == [0, 1, 2])
        #expect(try x[0, .slice(from: 1, to: -1)].floats() == [1, 2])
        #expect(try x[0, .slice(step: 2)].floats() == [0, 2])
        #expect(try x[0, .slice(step: -1)].floats() == [3, 2, 1, 0])
        // As in a program, a range stops at the end of its axis.
        #expect(try x[0, 2..<100].floats() == [2, 3])
        #expect(try x[5...].sizes == [0, 4])
        #expect(try x[0, ...Int.max].floats() == [0, 1, 2, 3])
        #expect(try x[0, .slice(from: .min, to: .max, step: .max)].floats() == [0])
    }

    @Test func newAxes() throws {
        #expect(try x[.newAxis].sizes == [1, 3, 4])
        #expect(try x[..., .newAxis].sizes == [3, 4, 1])
        #expect(try x[.all, .newAxis, 1].floats() == [1, 5, 9])
        #expect(try x[.all, .newAxis, 1].sizes == [3, 1])
    }

    @Test func tensorsPickPositionsAndMasksWhatIsTrue() throws {
        let rows: Tensor = [2, 0, -1]
        #expect(try x[rows].floats() == [8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11])
        #expect(try x[rows, [0, 1, 2]].floats() == [8, 1, 10])
        #expect(try x[.all, Tensor([[3], [0]])].sizes == [3, 2, 1])
        #expect(try x[x .> 8.5].floats() == [9, 10, 11])
        #expect(try x[[true, false, true], 0].floats() == [0, 8])
        #expect(try x[..., [false, true, false, true]].floats() == [1, 3, 5, 7, 9, 11])
    }

    @Test func mistakesThrow() throws {
        let position = #expect(throws: OpError.self) { try x[3] }
        #expect(position?.message == "there is no position 3 on an axis of length 3")
        #expect(throws: OpError.self) { try x[-4] }
        #expect(throws: OpError.self) { try x[Int.min] }
        #expect(throws: OpError.self) { try x[Int.max] }
        #expect(throws: OpError.self) { try x[0, 0, 0] }
        #expect(throws: OpError.self) { try x[.slice(step: 0)] }
        #expect(throws: OpError.self) { try x[.slice(step: .min)] }
        #expect(throws: OpError.self) { try x[.rest, ..., 0] }
        #expect(try x[0, .slice(from: .max, to: .min, step: .min + 2)].floats() == [3])
        #expect(throws: OpError.self) { try x[[true, false]] }
        #expect(throws: OpError.self) { try x[Tensor(true)] }
        #expect(throws: OpError.self) { try x[[3, 0]] }
        #expect(throws: OpError.self) { try x[[0.5, 1.0]] }
        let open = Tensor.placeholder("batch", TensorType(.bool, [3]))
        let mask = #expect(throws: OpError.self) { try x[open] }
        #expect(mask?.message.contains("this depends on batch") == true)
    }

    @Test func gradientsFlowThroughParts() throws {
        let slope = gradient(of: { x in try (x[0, 1...] ** 2).sum() + x[x .> 10.5].sum() })
        #expect(try slope(x).floats() == [0, 2, 4, 6, 0, 0, 0, 0, 0, 0, 0, 1])
    }
}
