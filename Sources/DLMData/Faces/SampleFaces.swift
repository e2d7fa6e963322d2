import DLMSystem
import DLMTypes

/// A data set of drawn faces for trying things out, made on first use.
struct SampleFaces: PathFunction {
    static let signature = Signature(
        "sampleFaces",
        [
            Parameter("people", .int, default: .int(Dim(20))),
            Parameter("size", .int, default: .int(Dim(64))),
        ],
        documentation: """
            The folder of a data set of drawn faces: `people` cartoon persons in pictures of \
            `size` × `size` pixels.

            Nobody real is in it: a person is a set of proportions and colours, drawn with \
            varying pose, light, expression, background and noise. The folder has train_data and \
            val_data (one folder for each person), test_data, verification_data and \
            verification_pairs_dev.txt (other persons). It is drawn on first use, into \
            $XDG_CACHE_HOME/dlm or ~/.cache/dlm, and used again after that.
            """,
        example: "imageFolder(sampleFaces()/\"train_data\")")

    static func resolve(_ arguments: DataArguments, host: Host) throws -> String {
        let people = try arguments.integer("people", in: 2...200)
        let size = try arguments.integer("size", in: 16...512)
        let cache = try CacheFolder.path(host)
        let set = FaceSet(people: people, size: size)
        let path = "\(cache)/\(set.name)"
        if host.files.isFolder(path) { return path }
        host.write("drawing \(set.pictureCount) sample faces (cartoons, nobody real) into \(path)")
        try CacheFolder.make(path, host.files) { try set.write(to: $0, in: host.files) }
        return path
    }
}
