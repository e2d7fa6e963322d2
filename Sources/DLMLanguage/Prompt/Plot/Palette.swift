/// At most so many colours that stand for those of an image.
///
/// Images with few colours keep them. Others are cut by median: the box of colours with the most
/// pixels times its longest side is halved at the pixel in the middle (P. Heckbert, "Color image
/// quantization for frame buffer display", 1982).
struct Palette {
    /// As `0xRRGGBB`.
    private(set) var colours: [UInt32] = []
    private var numbers: [UInt32: Int] = [:]

    init(_ image: PixelImage, most: Int) {
        var counts: [UInt32: Int] = [:]
        for pixel in 0..<image.count { counts[image.colour(pixel), default: 0] += 1 }
        let known = counts.keys.sorted()
        guard known.count > most else {
            colours = known
            for (number, colour) in known.enumerated() { numbers[colour] = number }
            return
        }
        var boxes = [Box(known, counts)]
        while boxes.count < most {
            guard
                let largest = boxes.indices.filter({ boxes[$0].colours.count > 1 })
                    .max(by: { boxes[$0].weight < boxes[$1].weight })
            else { break }
            let (low, high) = boxes[largest].halves(counts)
            boxes[largest] = low
            boxes.append(high)
        }
        for (number, box) in boxes.enumerated() {
            colours.append(box.mean(counts))
            for colour in box.colours { numbers[colour] = number }
        }
    }

    /// The number of the colour that stands for one of the image.
    func number(_ colour: UInt32) -> Int { numbers[colour] ?? 0 }

    /// Colours that one will stand for.
    private struct Box {
        let colours: [UInt32]
        /// The channel along which they differ most, as a shift of bits.
        private let shift: UInt32
        let weight: Int

        init(_ colours: [UInt32], _ counts: [UInt32: Int]) {
            self.colours = colours
            func side(_ shift: UInt32) -> Int {
                let values = colours.lazy.map { Int($0 >> shift & 255) }
                return (values.max() ?? 0) - (values.min() ?? 0)
            }
            // The eye tells greens apart best, blues least.
            let sides: [(shift: UInt32, length: Int)] = [
                (16, 2 * side(16)), (8, 3 * side(8)), (0, side(0)),
            ]
            let longest = sides.max { $0.length < $1.length } ?? (16, 0)
            shift = longest.shift
            weight = colours.reduce(0) { $0 + (counts[$1] ?? 0) } * longest.length
        }

        /// Split where half of the pixels lie on either side; neither half is empty.
        func halves(_ counts: [UInt32: Int]) -> (Box, Box) {
            let sorted = colours.sorted {
                ($0 >> shift & 255, $0) < ($1 >> shift & 255, $1)
            }
            let half = sorted.reduce(0) { $0 + (counts[$1] ?? 0) } / 2
            var (place, sum) = (1, counts[sorted[0]] ?? 0)
            while place < sorted.count - 1, sum < half {
                sum += counts[sorted[place]] ?? 0
                place += 1
            }
            return (Box(Array(sorted[..<place]), counts), Box(Array(sorted[place...]), counts))
        }

        /// The mean of their pixels.
        func mean(_ counts: [UInt32: Int]) -> UInt32 {
            let total = max(1, colours.reduce(0) { $0 + (counts[$1] ?? 0) })
            var result: UInt32 = 0
            for shift: UInt32 in [16, 8, 0] {
                let sum = colours.reduce(0) { $0 + Int($1 >> shift & 255) * (counts[$1] ?? 0) }
                result |= UInt32((sum + total / 2) / total) << shift
            }
            return result
        }
    }
}
