import DLMTensor
import DLMTraining
import Glibc
import Synchronization
import Testing

/// A folder that is gone when its owner is.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/dlm-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TrainingFault("no temporary folder") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { TemporaryFolder.remove(path) }

    private static func remove(_ path: String) {
        guard let handle = opendir(path) else { return }
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let child = "\(path)/\(name)"
            if unlink(child) != 0 { remove(child) }
        }
        closedir(handle)
        rmdir(path)
    }
}

/// Collects events, and interrupts after a number of polls or steps.
final class TestHost: Sendable {
    private struct State {
        var events: [TrainingEvent] = []
        var steps = 0
    }

    private let state = Mutex(State())
    /// Training steps after which the user interrupts; nil for never.
    let stopsAfter: Int?

    init(stopsAfter: Int? = nil) { self.stopsAfter = stopsAfter }

    var host: RunHost {
        RunHost(
            isInterrupted: { [self] in
                stopsAfter.map { limit in
                    state.withLock { $0.steps >= limit }
                } ?? false
            },
            report: { [self] event in
                state.withLock { state in
                    state.events.append(event)
                    if case .progressed(let progress) = event, progress.part == "train" {
                        state.steps += 1
                    }
                }
            })
    }

    var notes: [String] {
        state.withLock { $0.events }.compactMap { event in
            if case .note(let text) = event { text } else { nil }
        }
    }

    var records: [EpochRecord] {
        state.withLock { $0.events }.compactMap { event in
            if case .measured(let record, _) = event { record } else { nil }
        }
    }
}

/// Bytes of every variable by path.
func bits(_ job: TrainingJob) -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for variable in job.variables {
        result[variable.path] = variable.value.withBytes { Array($0) }
    }
    return result
}

/// The lines of a file.
func lines(_ path: String) throws -> [String] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(
        String.init)
}

/// Trains a job in a folder.
@discardableResult
func train(
    _ job: TrainingJob, in folder: String, resume: Bool = false, weights: String? = nil,
    host: TestHost = TestHost()
) throws -> TrainingResult {
    let options = RunOptions(directory: folder, resume: resume, weights: weights)
    let trainer = try Trainer(job, runtime: Runtime(threads: 2), options: options, host: host.host)
    return try trainer.run()
}
