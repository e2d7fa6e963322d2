import DLMData
import DLMTypes

/// Checks a batch that a caller gives.
enum OwnBatch {
    /// - Throws: `TrainingFault` that says which field is missing or of another type.
    static func checked(
        _ given: [String: HostArray], _ fields: [DataField]
    ) throws(TrainingFault) -> Batch {
        var count: Int?
        let wanted = fields.filter { $0.tensorType != nil }.map(\.name)
        if let surplus = given.keys.sorted().first(where: { !wanted.contains($0) }) {
            throw TrainingFault(
                "the data has no field \(surplus)",
                help: "a batch has the fields \(wanted.joined(separator: ", "))")
        }
        for field in fields {
            guard let type = field.tensorType else { continue }
            guard let array = given[field.name] else {
                throw TrainingFault(
                    "the batch has no field \(field.name)", help: "give one as \(field.name): …")
            }
            let shape = array.shape.map(String.init).joined(separator: ", ")
            let sample = (type.knownShape ?? []).map(String.init).joined(separator: ", ")
            guard array.dtype == type.dtype, let rows = array.shape.first,
                type.knownShape.map({ $0 == Array(array.shape.dropFirst()) }) ?? true, rows > 0
            else {
                throw TrainingFault(
                    "the field \(field.name) is \(array.dtype.name)[\(shape)]",
                    help: "the data has \(type.dtype.name)[\(sample)] for each sample: give "
                        + "\(type.dtype.name)[B\(sample.isEmpty ? "" : ", " + sample)]")
            }
            guard count == nil || count == rows else {
                throw TrainingFault(
                    "the field \(field.name) has \(rows) samples, others have \(count ?? 0)")
            }
            count = rows
        }
        guard let count else { throw TrainingFault("the batch has no fields") }
        return Batch(tensors: given, count: count)
    }
}
