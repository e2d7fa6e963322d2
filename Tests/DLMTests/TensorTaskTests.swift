import DLM
import Testing

@Suite struct TensorTaskTests {
    /// Tensors, arrays and a runtime cross tasks; all share one plan and one matrix.
    @Test func eightTasksComputeAtOnce() async throws {
        let runtime = Runtime(threads: 1)
        let matrix = try Tensor.randn([32, 32], seed: 5)
        let wanted = try (0..<8).map { try Self.work(matrix, $0, Runtime(threads: 1)) }
        let found = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for task in 0..<8 {
                group.addTask {
                    var last: [Float] = []
                    for _ in 0..<25 { last = try Self.work(matrix, task, runtime) }
                    return (task, last)
                }
            }
            var found = [[Float]](repeating: [], count: 8)
            for try await (task, floats) in group { found[task] = floats }
            return found
        }
        #expect(found == wanted)
    }

    private static func work(
        _ matrix: Tensor, _ task: Int, _ runtime: Runtime
    ) throws -> [Float] {
        let slope = gradient(of: { x in try (matrix • x).tanh().sum() })
        return try slope(Tensor.randn([32, 4], seed: task)).floats(on: runtime)
    }

    @Test func aCancelledTaskComputesNothing() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try Tensor.randn([8]).exp().floats()
        }
        task.cancel()
        let result = await task.result
        let error = #expect(throws: RunError.self) { try result.get() }
        #expect(error?.reason == .cancelled)
    }
}
