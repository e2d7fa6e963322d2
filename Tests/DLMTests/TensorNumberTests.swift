import DLM
import Synchronization
import Testing

@Suite struct TensorNumberTests {
    @Test func numbersComeOutInEveryForm() throws {
        let x: Tensor = [[1.5, 2.0], [3.0, 4.0]]
        #expect(try x.floats() == [1.5, 2, 3, 4])
        #expect(try x.doubles() == [1.5, 2, 3, 4])
        #expect(try x.array().shape == [2, 2])
        #expect(try x.sum().scalar() == 10.5)
        #expect(try (x .> 2).floats() == [0, 0, 1, 1])
        #expect(try x.cast(to: .int64).elements(as: Int.self) == [1, 2, 3, 4])
        #expect(try (x + 1).withFloats { $0.reduce(0, +) } == 14.5)
        #expect(try x.cast(to: .int32).withElements(of: Int32.self) { Array($0) } == [1, 2, 3, 4])
        #expect(throws: RunError.self) { try x.cast(to: .int64).withFloats { $0.count } }
    }

    @Test func tensorsPrintAsTheyDoAtThePrompt() throws {
        let x: Tensor = [[1.5, 2.0], [3.0, 4.0]]
        #expect("\(x)" == "[[1.5000, 2.0000],\n [3.0000, 4.0000]]  Float[2, 2]")
        #expect("\(try x.sum())" == "10.5000")
        let whole: Tensor = [1, 20]
        #expect("\(try whole * 2)" == "[ 2, 40]  Int[2]")
        let open = Tensor.placeholder("batch", TensorType(.float32, [2]))
        #expect("\(open)" == "Float[2], not computed: the input batch is missing")
    }

    @Test func anArrayIsReadWhereItLies() throws {
        let array = HostArray(floats: [1, 2, 3, 4, 5])
        let address = array.withBytes { $0.baseAddress }
        let x = Tensor(array)
        #expect(try x.withFloats { UnsafeRawPointer($0.baseAddress) } == address)
        #expect(try x.computed().array().withBytes { $0.baseAddress } == address)
        #expect(try x.alias().withFloats { UnsafeRawPointer($0.baseAddress) } == address)
    }

    @Test func foreignMemoryIsAdoptedAndGivenBackOnce() throws {
        nonisolated(unsafe) let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 6)
        for place in 0..<6 { memory[place] = Float(place) }
        let count = Releases()
        do {
            let x = try Tensor(adopting: UnsafeBufferPointer(memory), shape: [2, 3]) {
                count.add()
                memory.deallocate()
            }
            #expect(try x.withFloats { $0.baseAddress } == UnsafePointer(memory.baseAddress))
            let runtime = Runtime(threads: 1)
            #expect(try (x * 2).floats(on: runtime) == [0, 2, 4, 6, 8, 10])
            // What was computed from it may be computed again: the memory stays.
            let row = try x[1]
            #expect(count.value == 0)
            #expect(try row.floats(on: runtime) == [3, 4, 5])
        }
        #expect(count.value == 1)
    }

    @Test func misalignedMemoryIsCopiedAndReleasedAtOnce() throws {
        nonisolated(unsafe) let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 16, alignment: 16)
        let tail = UnsafeRawBufferPointer(rebasing: memory[1..<9])
        for place in 0..<2 {
            memory.storeBytes(of: Float(place + 1), toByteOffset: 1 + 4 * place, as: Float.self)
        }
        let count = Releases()
        let array = HostArray(adopting: tail, .float32, [2]) { count.add() }
        #expect(count.value == 1)
        #expect(array?.elements(as: Float.self) == [1, 2])
        #expect(array?.withBytes { $0.baseAddress } != tail.baseAddress)
        memory.deallocate()
    }

    /// Kernels ask for no more than the alignment of an element.
    @Test(arguments: [1, 3, 7])
    func adoptedMemoryComputesWhateverItsAlignment(_ offset: Int) throws {
        let count = 40 * 24
        let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: count + offset)
        defer { memory.deallocate() }
        let own = try Tensor.randn([40, 24], seed: 3)
        try own.withFloats {
            _ = UnsafeMutableBufferPointer(rebasing: memory[offset...]).update(from: $0)
        }
        let foreign = UnsafeBufferPointer(rebasing: memory[offset...])
        let x = try Tensor(adopting: foreign, shape: [40, 24]) {}
        for work in Self.work {
            #expect(try work(x).floats() == work(own).floats())
        }
    }

    private static let work: [@Sendable (Tensor) throws -> Tensor] = [
        { x in try x * 2 + x.exp() },
        { x in try x.transpose() • x },
        { x in try x.softmax() },
        { x in try x.sum(axes: [0]) },
        { x in try x.reshape([1, 1, 40, 24]).maxPool2d([2, 2]) },
        { x in try (x.transpose() • x + Tensor.eye(24)).cholesky() },
        { x in try x.rfft() },
        { x in
            try x.reshape([1, 1, 40, 24]).conv2d(.randn([8, 1, 3, 3], seed: 4), padding: .same)
        },
        { x in try Tensor.randn([2, 40, 6, 6]).conv2d(x.reshape([24, 40, 1, 1])) },
        { x in try Tensor.randn([16, 40]).linear(x.transpose()) },
        { x in try x.sort().values },
        { x in try x[.all, 3...].cumsum() },
    ]

    @Test func sizesThatDoNotFitLeaveTheMemoryToItsOwner() {
        let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4)
        memory.initialize(repeating: 0)
        let count = Releases()
        for shape in [[5], [-4], [-2, -2], [Int.max, 4]] {
            #expect(throws: OpError.self) {
                try Tensor(adopting: UnsafeBufferPointer(memory), shape: shape) { count.add() }
            }
        }
        #expect(count.value == 0)
        memory.deallocate()
    }

    @Test func numbersAreWrittenInPlace() throws {
        let x = try Tensor(of: Float.self, shape: [3]) {
            for place in 0..<3 { $0[place] = Float(place) }
        }
        #expect(try x.floats() == [0, 1, 2])
        #expect(throws: OpError.self) { try Tensor(of: Float.self, shape: [1 << 60]) { _ in } }
    }
}

/// Counts calls from any thread.
final class Releases: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
