import DLMData
import DLMTensor

/// The strings in a checkpoint's header.
struct CheckpointMetadata {
    var roles: [String: Variable.Role]
    var progress: TrainingProgress?
    var record: ProgramRecord

    init(roles: [String: Variable.Role], progress: TrainingProgress?, record: ProgramRecord) {
        self.roles = roles
        self.progress = progress
        self.record = record
    }

    /// Each value is JSON, so that other programs can read it.
    var strings: [String: String] {
        let roleMembers = roles.sorted { $0.key < $1.key }
            .map { JSONValue.Member($0.key, .string($0.value.rawValue)) }
        let facts = record.facts.sorted { $0.key < $1.key }
            .map { JSONValue.Member($0.key, .string($0.value)) }
        let sources = record.sources.map { JSONValue.array([.string($0.path), .string($0.text)]) }
        let overrides = record.overrides.map {
            JSONValue.array([.string($0.name), .string($0.value)])
        }
        var result = [
            "dlm.roles": JSONValue.object(roleMembers).text,
            "dlm.facts": JSONValue.object(facts).text,
            "dlm.sources": JSONValue.array(sources).text,
            "dlm.overrides": JSONValue.array(overrides).text,
        ]
        if let progress { result["dlm.progress"] = progress.json.text }
        return result
    }

    /// Reads what is there; entries that make no sense are left out.
    init(_ strings: [String: String]) {
        func json(_ key: String) -> JSONValue? {
            strings[key].flatMap { try? JSONValue(parsing: Array($0.utf8)) }
        }
        func pairs(_ key: String) -> [(String, String)] {
            (json(key)?.array ?? []).compactMap { item in
                guard let pair = item.array, pair.count == 2, let first = pair[0].string,
                    let second = pair[1].string
                else { return nil }
                return (first, second)
            }
        }
        var roles: [String: Variable.Role] = [:]
        for member in json("dlm.roles")?.object ?? [] {
            roles[member.name] = member.value.string.flatMap(Variable.Role.init(rawValue:))
        }
        var facts: [String: String] = [:]
        for member in json("dlm.facts")?.object ?? [] { facts[member.name] = member.value.string }
        self.roles = roles
        progress = json("dlm.progress").flatMap(TrainingProgress.init(json:))
        record = ProgramRecord(
            sources: pairs("dlm.sources").map { (path: $0, text: $1) },
            overrides: pairs("dlm.overrides").map { (name: $0, value: $1) }, facts: facts)
    }
}
