import DLMSystem

/// Picks the images out of a folder's files.
enum ImageFiles {
    private static let foreign = ["png", "bmp", "gif", "webp", "tif", "tiff", "heic", "avif"]

    /// The names of the JPEG files of a folder in the order of their bytes. Files that are no
    /// images are passed over; images in a format that dlm does not read are an error, since a
    /// data set that silently shrinks is worse.
    static func names(in folder: String, of files: any FileSystem) throws -> [String] {
        var names: [String] = []
        for entry in try files.entries(folder) where !entry.isFolder {
            guard let dot = entry.name.lastIndex(of: ".") else { continue }
            let ending = entry.name[entry.name.index(after: dot)...].lowercased()
            if ending == "jpg" || ending == "jpeg" {
                names.append(entry.name)
            } else if foreign.contains(ending) {
                throw DataError(
                    .malformed, "\(folder)/\(entry.name)", "dlm reads JPEG images only",
                    help: "convert it to .jpg or take it out of the folder")
            }
        }
        return names
    }

    /// A folder's path without slashes at its end.
    static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
