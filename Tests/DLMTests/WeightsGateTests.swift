import Glibc
import Testing

@testable import DLM

@Suite struct WeightsGateTests {
    /// Readers that overlap all the time.
    private final class Readers: @unchecked Sendable {
        let gate = WeightsGate()
        private var threads: [pthread_t] = []
        // Written by the test's thread alone, looked at by the others.
        private let stop = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

        init(_ count: Int) {
            stop.initialize(to: 0)
            for _ in 0..<count {
                var thread = pthread_t()
                let context = Unmanaged.passRetained(self).toOpaque()
                pthread_create(
                    &thread, nil,
                    { context in
                        guard let context else { return nil }
                        let own = Unmanaged<Readers>.fromOpaque(context).takeRetainedValue()
                        while own.stop.pointee == 0 { own.gate.reading { usleep(2000) } }
                        return nil
                    }, context)
                threads.append(thread)
            }
        }

        func end() {
            stop.pointee = 1
            for thread in threads { pthread_join(thread, nil) }
            stop.deallocate()
        }
    }

    /// Steady callers of a live model would otherwise keep new weights out for ever.
    @Test(.timeLimit(.minutes(1))) func readersLetAWriterIn() {
        let readers = Readers(6)
        var written = 0
        for _ in 0..<20 { readers.gate.writing { written += 1 } }
        readers.end()
        #expect(written == 20)
    }

    /// A function that a model calls reads once more while a writer waits for its caller.
    @Test(.timeLimit(.minutes(1))) func whoReadsMayReadAgain() {
        let readers = Readers(0)
        var thread = pthread_t()
        readers.gate.reading {
            let context = Unmanaged.passUnretained(readers).toOpaque()
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Readers>.fromOpaque(context).takeUnretainedValue().gate.writing {}
                    return nil
                }, context)
            usleep(50_000)
            readers.gate.reading {}
        }
        pthread_join(thread, nil)
        readers.end()
    }
}
