import Glibc

extension DataError {
    /// The error of a system call that just failed on a path.
    static func system(_ code: Int32, _ path: String, doing action: String) -> DataError {
        switch code {
        case ENOENT, ENOTDIR:
            return DataError(.missing, path, "no such file or folder", help: "check the path")
        case EACCES, EPERM:
            return DataError(
                .inaccessible, path, "permission denied", help: "check who may \(action) it")
        case ENOSPC, EDQUOT:
            return DataError(.inaccessible, path, "the disk is full", help: "free some space")
        case EROFS:
            return DataError(
                .inaccessible, path, "the file system is read-only", help: "write elsewhere")
        case EMFILE, ENFILE:
            return DataError(
                .inaccessible, path, "too many open files", help: "raise the limit (ulimit -n)")
        default:
            var buffer = [CChar](repeating: 0, count: 256)
            let isKnown = strerror_r(code, &buffer, buffer.count) == 0
            let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            let text = isKnown ? String(decoding: bytes, as: UTF8.self) : "error \(code)"
            return DataError(.inaccessible, path, "cannot \(action) it (\(text))")
        }
    }
}
