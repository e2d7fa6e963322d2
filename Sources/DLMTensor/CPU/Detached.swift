import DLMTypes
import Glibc
import Synchronization

/// Work of libraries that cannot be asked to stop: a factorisation of a large matrix, a Fourier
/// transform of a long line.
///
/// It is done on a thread of its own, on copies. Where the computation is stopped nobody waits for
/// it any longer: the thread comes to its end by itself and frees what it held.
final class Detached: @unchecked Sendable {
    /// Computes results from operands. Work in parts may ask between them whether it is abandoned.
    typealias Work = (
        _ operands: [UnsafeRawPointer], _ results: [UnsafeMutableRawPointer],
        _ isAbandoned: () -> Bool
    ) -> Void

    /// Work shorter than so many floating-point operations is done in place.
    static let shortest = 3e7

    private let operands: [UnsafeMutableRawBufferPointer]
    private let results: [UnsafeMutableRawBufferPointer]
    private let work: Work
    private let isAbandoned = Atomic<Bool>(false)
    private let signal = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    private init(
        _ operands: [UnsafeRawBufferPointer], _ results: [UnsafeMutableRawBufferPointer],
        _ work: @escaping Work
    ) {
        self.operands = operands.map { operand in
            let copy = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(operand.count, 1), alignment: 64)
            copy.copyMemory(from: operand)
            return copy
        }
        self.results = results.map {
            UnsafeMutableRawBufferPointer.allocate(byteCount: max($0.count, 1), alignment: 64)
        }
        self.work = work
        sem_init(signal, 0, 0)
    }

    deinit {
        for buffer in operands + results { buffer.deallocate() }
        sem_destroy(signal)
        signal.deallocate()
    }

    /// Does the work and copies its results; leaves them as they are when stopped before.
    ///
    /// - Parameter room: bytes that the work takes besides operands and results.
    /// - Throws: `RunError` when there is no memory for the copies.
    static func run(
        _ operands: [UnsafeRawBufferPointer], _ results: [UnsafeMutableRawBufferPointer],
        besides room: Int, _ work: @escaping Work
    ) throws(RunError) {
        let copies = operands.reduce(0) { $0 + $1.count } + results.reduce(0) { $0 + $1.count }
        guard HostMemory.canHold(copies + room) else {
            throw RunError(
                .memory,
                message: "no memory for a workspace: " + HostMemory.refusal(copies + room))
        }
        let job = Detached(operands, results, work)
        guard job.start() else {
            throw RunError(.memory, message: "the system gives no further thread")
        }
        guard job.isDone() else { return }
        for (from, to) in zip(job.results, results) {
            to.copyMemory(from: UnsafeRawBufferPointer(rebasing: from.prefix(to.count)))
        }
    }

    private func start() -> Bool {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Detached>.fromOpaque(context).takeRetainedValue().compute()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func compute() {
        work(
            operands.compactMap { $0.baseAddress.map { UnsafeRawPointer($0) } },
            results.compactMap(\.baseAddress),
            { isAbandoned.load(ordering: .relaxed) })
        sem_post(signal)
    }

    /// Waits; false when stopped before the work was done.
    private func isDone() -> Bool {
        while true {
            // Short against the work, long against a look.
            usleep(200)
            if sem_trywait(signal) == 0 { return true }
            if Stop.isRequested {
                isAbandoned.store(true, ordering: .relaxed)
                return false
            }
        }
    }
}

extension KernelOperand {
    /// The operand's bytes, to be read.
    func bytes(_ context: StepContext) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: address(context), count: byteCount)
    }

    /// The result's bytes, to be written.
    func mutableBytes(_ context: StepContext) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: address(context), count: byteCount)
    }
}
