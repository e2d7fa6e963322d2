import DLMSystem
import DLMTypes

/// Which faces are drawn, and into which files.
struct FaceSet {
    /// Counted up whenever the drawings change, so that old ones are not taken for new ones.
    static let version = 1
    static let trainPictures = 40
    static let validPictures = 8
    static let testPictures = 4
    static let verificationPeople = 10
    static let verificationPictures = 6

    let people: Int
    let size: Int

    /// Name of the folder.
    var name: String { "faces-v\(FaceSet.version)-\(people)x\(size)" }

    private struct Picture {
        let person: Int
        let part: String
        let number: Int
        let path: String
    }

    var pictureCount: Int { pictures.count }

    /// Draws all pictures on all cores and writes the list of pairs.
    func write(to folder: String, in files: any FileSystem) throws {
        let pictures = self.pictures
        var made: Set<String> = []
        for picture in pictures {
            let parts = picture.path.split(separator: "/").dropLast()
            let parent = parts.joined(separator: "/")
            if made.insert(parent).inserted { try files.makeFolder("\(folder)/\(parent)") }
        }
        let size = self.size
        try Parallel.forEach(count: pictures.count) { index in
            let picture = pictures[index]
            let key = RandomKey(seed: UInt64(FaceSet.version)).child("person", picture.person)
                .child(picture.part, picture.number)
            let image = FaceDrawing.image(
                person: FaceIdentity(picture.person), size: size, key: key)
            let path = "\(folder)/\(picture.path)"
            guard let bytes = JPEG.encode(image, quality: 90) else {
                throw DataError(.inaccessible, path, "cannot be encoded")
            }
            // A plain write: the folder as a whole is what appears atomically.
            try files.write(bytes, to: path)
        }
        let file = try AtomicFile("\(folder)/verification_pairs_dev.txt", in: files)
        try file.write(pairs)
        try file.commit()
    }

    private var pictures: [Picture] {
        var pictures: [Picture] = []
        let digits = String(people - 1).count
        for person in 0..<people {
            let label = FaceSet.padded(person, digits)
            for number in 0..<FaceSet.trainPictures {
                let path = "train_data/person\(label)/\(FaceSet.padded(number, 4)).jpg"
                pictures.append(Picture(person: person, part: "train", number: number, path: path))
            }
            for number in 0..<FaceSet.validPictures {
                let path = "val_data/person\(label)/\(FaceSet.padded(number, 4)).jpg"
                pictures.append(Picture(person: person, part: "valid", number: number, path: path))
            }
        }
        // Neighbouring names show different people, so that the order gives nothing away.
        for number in 0..<FaceSet.testPictures {
            for person in 0..<people {
                let name = FaceSet.padded(number * people + person, 4)
                pictures.append(
                    Picture(
                        person: person, part: "test", number: number, path: "test_data/\(name).jpg")
                )
            }
        }
        for person in 0..<FaceSet.verificationPeople {
            for number in 0..<FaceSet.verificationPictures {
                pictures.append(
                    Picture(
                        person: people + person, part: "verification", number: number,
                        path: verificationPath(person, number)))
            }
        }
        return pictures
    }

    private func verificationPath(_ person: Int, _ number: Int) -> String {
        let index = person * FaceSet.verificationPictures + number
        return "verification_data/dev/\(FaceSet.padded(index, 5)).jpg"
    }

    /// Every pair of pictures of one person, and as many of two.
    private var pairs: String {
        var random = CounterRandom(RandomKey(seed: UInt64(FaceSet.version)).child("pairs"))
        var lines = ""
        for person in 0..<FaceSet.verificationPeople {
            for first in 0..<FaceSet.verificationPictures {
                for second in 0..<first {
                    let a = verificationPath(person, first)
                    lines += "\(a) \(verificationPath(person, second)) 1\n"
                    let step = 1 + random.integer(below: FaceSet.verificationPeople - 1)
                    let other = (person + step) % FaceSet.verificationPeople
                    lines += "\(a) \(verificationPath(other, second)) 0\n"
                }
            }
        }
        return lines
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
