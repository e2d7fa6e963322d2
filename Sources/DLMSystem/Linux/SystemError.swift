import Glibc

extension DataError {
    /// The error of a system call that just failed on a path.
    static func system(_ code: Int32, _ path: String, doing action: String) -> DataError {
        let cause = words(code)
        func error(_ reason: Reason, _ problem: String, _ help: String?) -> DataError {
            DataError(reason, path, problem, help: help, cause: cause)
        }
        switch code {
        case ENOENT, ENOTDIR: return error(.missing, "no such file or folder", "check the path")
        case EACCES, EPERM:
            return error(.inaccessible, "permission denied", "check who may \(action) it")
        case ENOSPC, EDQUOT:
            return error(.inaccessible, "the disk is full", "free some space")
        case EROFS:
            return error(.inaccessible, "the file system is read-only", "write elsewhere")
        case EMFILE, ENFILE:
            return error(.inaccessible, "too many open files", "raise the limit (ulimit -n)")
        default: return error(.inaccessible, "cannot \(action) it (\(cause))", nil)
        }
    }

    /// What the system says of a code.
    private static func words(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
