import DLMSystem

/// The user's cache folder for dlm.
enum CacheFolder {
    /// $XDG_CACHE_HOME/dlm, or ~/.cache/dlm.
    static func path(_ host: Host) throws -> String {
        // The XDG specification has relative paths ignored.
        if let folder = host.environment("XDG_CACHE_HOME"), folder.hasPrefix("/") {
            return "\(folder)/dlm"
        }
        if let home = host.environment("HOME"), home.hasPrefix("/") { return "\(home)/.cache/dlm" }
        throw DataError(
            .missing, "~/.cache", "there is no home folder to keep sample data in",
            help: "set XDG_CACHE_HOME to a folder")
    }

    /// Makes a folder whole or not at all.
    static func make(
        _ path: String, _ files: any FileSystem, fill: (String) throws -> Void
    ) throws {
        var isBegun = false
        do {
            try files.makeFolder(path) { folder in
                isBegun = true
                try fill(folder)
            }
        } catch let error as DataError where !isBegun {
            throw DataError(
                .inaccessible, path, "cannot be made: \(error.path): \(error.problem)",
                help: "set XDG_CACHE_HOME to a folder that can be written, or give the program "
                    + "images of your own")
        }
    }
}
