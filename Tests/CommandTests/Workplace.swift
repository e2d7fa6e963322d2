import Glibc
import Testing

/// A folder with a small program and its data, gone when its owner is.
final class Workplace {
    let program: Program

    init() throws {
        var template = Array("/tmp/dlm-command-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        program = Program(folder: folder)
        try program.write("stripes.dlm", Array(Workplace.source.utf8))
        try writeImages("train", count: 320)
        try writeImages("valid", count: 40)
    }

    deinit { Workplace.remove(program.folder) }

    private static func remove(_ path: String) {
        guard let handle = opendir(path) else { return }
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let child = "\(path)/\(name)"
            if unlink(child) != 0 { remove(child) }
        }
        closedir(handle)
        rmdir(path)
    }

    /// Images of 8×8 with a bright stripe in one of four places, as IDX files.
    private func writeImages(_ part: String, count: Int) throws {
        var images: [UInt8] = [0, 0, 8, 3, 0, 0, UInt8(count >> 8), UInt8(count & 255)]
        images += [0, 0, 0, 8, 0, 0, 0, 8]
        var labels: [UInt8] = [0, 0, 8, 1, 0, 0, UInt8(count >> 8), UInt8(count & 255)]
        var noise: UInt32 = part == "train" ? 1 : 2
        for number in 0..<count {
            let label = number % 4
            labels.append(UInt8(label))
            for pixel in 0..<64 {
                noise = noise &* 1_664_525 &+ 1_013_904_223
                let dark = UInt8(noise >> 25)
                images.append(pixel / 16 == label ? 128 + dark : dark)
            }
        }
        try program.write("\(part)-images", images)
        try program.write("\(part)-labels", labels)
    }

    static let source = """
        option data: Path = "."

        data stripes {
            train = idx(images: data/"train-images", labels: data/"train-labels") |> toFloat
            valid = idx(images: data/"valid-images", labels: data/"valid-labels") |> toFloat
        }

        model Stripes(image: Float[B, 1, 8, 8]) {
            logits = image |> flatten(start: 1) |> Linear(16) |> BatchNorm |> relu |> Dropout(0.2)
                |> Linear(stripes.classes)
        }

        train Stripes on stripes {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.05, momentum: 0.9)
            metrics   = { accuracy: accuracy(logits, label) }
            batch     = 16
            epochs    = 3
            keep      = best(valid.accuracy)
        }

        evaluate Stripes on stripes.valid {
            metrics = { accuracy: accuracy(logits, label) }
        }

        predict Stripes on stripes.valid {
            write "stripes.csv" { id: name, label: argmax(logits) }
        }

        """
}
