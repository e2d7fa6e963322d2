/// Where files are read and written. Programs, data, checkpoints and results all go this way, so an
/// embedding program can put its own in the place of the system's.
///
/// Paths are as programs write them, with `/` between their parts. Errors are `DataError` unless
/// stated otherwise; every call may come from any thread.
public protocol FileSystem: Sendable {
    /// Opens a regular file for reading.
    func open(_ path: String) throws -> any ReadableFile

    /// All bytes of anything that can be read, pipes among them; nil when there is nothing.
    ///
    /// Throws `DataError` with the reason `tooLarge` beyond `limit` bytes.
    func contents(_ path: String, limit: Int) throws -> [UInt8]?

    /// Begins a file that appears whole or not at all: until `commit` what is at the path stays.
    ///
    /// - Parameter keepingMode: whether it keeps the permissions of the file it replaces.
    func create(_ path: String, keepingMode: Bool) throws -> any WritableFile

    /// Writes a file at once and not atomically, into a folder that is itself about to appear.
    func write(_ bytes: [UInt8], to path: String) throws

    /// Adds bytes to the end of a file, made when it is missing. Others can read them at once.
    func append(_ bytes: [UInt8], to path: String) throws

    /// The entries of a folder by name in the order of their bytes; hidden ones are left out.
    func entries(_ folder: String) throws -> [FolderEntry]

    /// What is at a path, links followed; nil when there is nothing.
    func kind(_ path: String) -> FileKind?

    /// Makes a folder and those above it; one that is there already is fine.
    func makeFolder(_ path: String) throws

    /// Makes a folder whole or not at all: `fill` puts everything into a folder of another name.
    /// When somebody else was faster, theirs stands.
    func makeFolder(_ path: String, filling fill: (String) throws -> Void) throws

    /// Gives a file another name.
    func move(_ path: String, to other: String) throws

    /// Deletes a file; one that is not there is fine.
    func remove(_ path: String) throws

    /// Throws unless files can be made in a folder.
    func requireWritable(_ folder: String) throws

    /// Claims a path for one user of the file system alone.
    ///
    /// Throws `FileClaimed` when somebody else has it.
    func claim(_ path: String) throws -> any FileClaim
}

/// An open file, read from any position; its size is that at opening.
public protocol ReadableFile: Sendable {
    var size: Int { get }

    /// Fills the buffer with bytes from an offset on, as far as there are any; says how many.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int
}

/// A file being written. Dropped without `commit` it leaves nothing behind.
public protocol WritableFile {
    func write(_ bytes: UnsafeRawBufferPointer) throws

    /// Puts the file in its place, durably where the file system can.
    func commit() throws
}

/// A claim on a path, held until it is released or gone.
public protocol FileClaim: Sendable {
    func release()
}

/// Somebody else holds a claim.
public struct FileClaimed: Error, Sendable, Hashable {
    /// Which process, where that is known.
    public let process: Int?

    public init(process: Int?) { self.process = process }
}

/// What is at a path.
public enum FileKind: Sendable, Hashable {
    case file, folder
    /// A device, a pipe, a socket.
    case other
}

/// An entry of a folder, links followed.
public struct FolderEntry: Sendable, Hashable {
    public let name: String
    public let isFolder: Bool

    public init(name: String, isFolder: Bool) {
        self.name = name
        self.isFolder = isFolder
    }
}

extension FileSystem {
    /// Whether there is anything at a path.
    public func exists(_ path: String) -> Bool { kind(path) != nil }

    /// Whether a path names a folder.
    public func isFolder(_ path: String) -> Bool { kind(path) == .folder }
}
