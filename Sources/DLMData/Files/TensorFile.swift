import DLMTypes

public enum TensorFile {
    public static func read(_ path: String) throws -> [(name: String, array: HostArray)] {
        let file = try SafetensorsFile.read(path)
        return file.names.map { (name: $0, array: file.tensors[$0]!) }
    }
    public static func write(_ path: String, _ tensors: [(String, HostArray)]) throws {
        try SafetensorsFile.write(path, tensors: tensors)
    }
}
