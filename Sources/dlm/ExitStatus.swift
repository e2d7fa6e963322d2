/// What the command ends with. Thrown once everything has been said.
enum ExitStatus: Int32, Error {
    case success = 0
    /// The run failed or was interrupted.
    case failure = 1
    /// Wrong usage, or a program that does not check.
    case usage = 2
}
