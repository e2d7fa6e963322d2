/// Pictures in the graphics protocol of kitty, which other terminals speak too
/// (https://sw.kovidgoyal.net/kitty/graphics-protocol).
enum KittyPicture {
    /// Characters of base64 in one piece.
    private static let most = 4096

    /// The escape sequences that send an image's bytes and show it; the terminal is asked not to
    /// answer.
    static func text(_ image: PixelImage) -> String {
        let letters = Array(base64(image.bytes).utf8)
        var text = ""
        for start in stride(from: 0, to: max(letters.count, 1), by: most) {
            let end = min(start + most, letters.count)
            let isLast = end == letters.count
            let keys =
                start == 0 ? "a=T,q=2,f=24,s=\(image.width),v=\(image.height)," : "q=2,"
            text += "\u{1B}_G\(keys)m=\(isLast ? 0 : 1);"
            text += String(decoding: letters[start..<end], as: UTF8.self) + "\u{1B}\\"
        }
        return text
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        letters.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let three = bytes[start..<min(start + 3, bytes.count)]
            var word: UInt32 = 0
            for byte in three { word = word << 8 | UInt32(byte) }
            word <<= UInt32(8 * (3 - three.count))
            for place in 0..<4 {
                let letter = alphabet[Int(word >> UInt32(18 - 6 * place) & 63)]
                letters.append(place <= three.count ? letter : UInt8(ascii: "="))
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
