/// Pictures as DEC's sixels: bands of six rows, each colour of a band on its own (VT330/VT340
/// Programmer Reference Manual, volume 2, chapter 14).
enum Sixel {
    /// Colours of a picture. Terminals have registers for 256.
    private static let colours = 256

    /// The escape sequence that shows an image.
    static func text(_ image: PixelImage) -> String {
        let palette = Palette(image, most: colours)
        // Pixels that are not named keep the background; square pixels; the size in advance.
        var text = "\u{1B}P0;1;0q\"1;1;\(image.width);\(image.height)"
        for (number, colour) in palette.colours.enumerated() {
            let shares = [16, 8, 0].map { (Int(colour >> UInt32($0) & 255) * 100 + 127) / 255 }
            text += "#\(number);2;\(shares[0]);\(shares[1]);\(shares[2])"
        }
        let numbers = (0..<image.count).map { palette.number(image.colour($0)) }
        for top in stride(from: 0, to: image.height, by: 6) {
            if top > 0 { text += "-" }
            text += band(image, numbers, top)
        }
        return text + "\u{1B}\\"
    }

    /// Six rows: for every colour in them the rows of each column that have it.
    private static func band(_ image: PixelImage, _ numbers: [Int], _ top: Int) -> String {
        let width = image.width
        var rows: [Int: [UInt8]] = [:]
        for row in top..<min(top + 6, image.height) {
            for column in 0..<width {
                let number = numbers[row * width + column]
                rows[number, default: [UInt8](repeating: 0, count: width)][column] |=
                    1 << UInt8(row - top)
            }
        }
        let lines = rows.sorted { $0.key < $1.key }.map { number, bits in
            "#\(number)" + runs(bits)
        }
        return lines.joined(separator: "$")
    }

    /// Columns as characters, equal neighbours counted; nothing for empty ones at the end.
    private static func runs(_ bits: [UInt8]) -> String {
        var text = ""
        var place = 0
        let end = (bits.lastIndex { $0 != 0 } ?? -1) + 1
        while place < end {
            var next = place + 1
            while next < end, bits[next] == bits[place] { next += 1 }
            let character = String(UnicodeScalar(63 + bits[place]))
            let count = next - place
            text += count > 3 ? "!\(count)\(character)" : String(repeating: character, count: count)
            place = next
        }
        return text
    }
}
