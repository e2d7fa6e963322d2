import DLM
import Glibc

/// A folder with nine 2×2 images of three classes, told apart by which pixel is bright.
final class SmallDigits {
    let path: String

    init() throws {
        var template = Array("/tmp/dlm-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 2]
        var labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 9]
        for index in 0..<9 {
            var pixels: [UInt8] = [10, 20, 30, UInt8(index * 9)]
            pixels[index % 3] = 220
            images += pixels
            labels.append(UInt8(index % 3))
        }
        try write("images", images)
        try write("labels", labels)
    }

    deinit {
        SmallDigits.remove(path)
    }

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

    struct TestFailure: Error {}

    /// Writes a file of the folder.
    func write(_ name: String, _ bytes: [UInt8]) throws {
        guard let file = fopen("\(path)/\(name)", "wb") else { throw TestFailure() }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw TestFailure() }
    }

    /// Prepares a program whose option `data` is this folder unless overridden.
    func prepare(
        _ text: String, blocks: PreparedBlocks = .all, overrides: [Override] = []
    ) throws -> PreparedProgram {
        let given =
            overrides.contains { $0.name == "data" } ? [] : [Override(name: "data", value: path)]
        let engine = Engine()
        let program = try engine.compile(text, name: "test.dlm", overrides: given + overrides)
        return try engine.prepare(program, blocks: blocks)
    }

    /// The first samples as the inputs of a step.
    func inputs(
        _ job: TrainingJob, batch: Int
    ) throws -> (types: [String: TensorType], values: [String: HostArray]) {
        guard let data = job.parts["train"] else { throw TestFailure() }
        var values: [String: HostArray] = [
            StepScalar.scheduleFactor: HostArray(floats: [1], shape: []),
            RandomState.step: HostArray(.int64, [3], [Int64](repeating: 0, count: 3)),
            RandomState.samples: HostArray(.int64, [batch], (0..<batch).map { Int64($0) }),
        ]
        let samples = try (0..<batch).map { try data.sample($0, key: RandomKey(seed: 1)) }
        for (position, field) in data.fields.enumerated() {
            guard let type = field.tensorType, let shape = type.knownShape else { continue }
            let numbers = samples.flatMap { $0.values[position].array?.doubles ?? [] }
            values[field.name] = HostArray(type.dtype, [batch] + shape, doubles: numbers)
        }
        return (data.types(batch: batch), values)
    }
}

extension Dataset {
    /// The types of a batch's tensors.
    func types(batch: Int) -> [String: TensorType] {
        var result: [String: TensorType] = [:]
        for field in fields {
            guard var type = field.tensorType else { continue }
            type.shape.insert(Dim(batch), at: 0)
            result[field.name] = type
        }
        return result
    }
}
