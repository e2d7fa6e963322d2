import DLM
import Testing

@testable import DLMLanguage

/// Pictures in the pixels of a terminal: what is sent is read back.
@Suite struct PictureTests {
    private func image(_ width: Int, _ height: Int, colours: Int = 64) -> PixelImage {
        var bytes: [UInt8] = []
        for pixel in 0..<width * height {
            let number = pixel * 7 % colours
            bytes += [UInt8(number * 4 % 256), UInt8(number * 11 % 256), UInt8(255 - number % 256)]
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }

    /// The largest distance between two images of one size, over all bytes.
    private func distance(_ a: PixelImage, _ b: PixelImage) -> Int {
        zip(a.bytes, b.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 0
    }

    @Test(arguments: [(1, 1), (7, 6), (13, 20), (64, 5), (6, 37)])
    func sixelsAreThePixels(_ width: Int, _ height: Int) throws {
        let sent = image(width, height)
        let read = try #require(SixelReader.image(Sixel.text(sent)))
        #expect(read.width == width && read.height == height)
        // A register holds hundredths.
        #expect(distance(sent, read) <= 2)
    }

    @Test func runsOfSixelsAreCounted() throws {
        let white = PixelImage(
            width: 300, height: 12, bytes: [UInt8](repeating: 255, count: 10_800))
        let text = Sixel.text(white)
        #expect(text.utf8.count < 80)
        #expect(SixelReader.image(text) == white)
    }

    @Test func manyColoursBecomeFew() throws {
        var bytes: [UInt8] = []
        for pixel in 0..<128 * 128 {
            let (x, y) = (pixel % 128, pixel / 128)
            bytes += [UInt8(2 * x), UInt8(2 * y), UInt8(x + y)]
        }
        let sent = PixelImage(width: 128, height: 128, bytes: bytes)
        let palette = Palette(sent, most: 256)
        #expect(palette.colours.count == 256)
        let read = try #require(SixelReader.image(Sixel.text(sent)))
        #expect(distance(sent, read) < 40)
        let sum = zip(sent.bytes, read.bytes).map { abs(Int($0) - Int($1)) }.reduce(0, +)
        #expect(Double(sum) / Double(bytes.count) < 8)
    }

    @Test(arguments: [(1, 1), (40, 30), (33, 41)])
    func kittyGetsThePixelsInPieces(_ width: Int, _ height: Int) throws {
        let sent = image(width, height)
        let text = KittyPicture.text(sent)
        var letters = ""
        let pieces = text.split(separator: "\u{1B}\\")
        for (number, piece) in pieces.enumerated() {
            #expect(piece.hasPrefix("\u{1B}_G"))
            let parts = piece.dropFirst(3).split(
                separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            let keys = Set(parts[0].split(separator: ",").map { String($0) })
            #expect(keys.contains("m=\(number == pieces.count - 1 ? 0 : 1)"))
            #expect(keys.contains("q=2"))
            if number == 0 {
                #expect(keys.isSuperset(of: ["a=T", "f=24", "s=\(width)", "v=\(height)"]))
            }
            #expect(parts[1].count <= 4096)
            if number < pieces.count - 1 { #expect(parts[1].count % 4 == 0) }
            letters += parts[1]
        }
        #expect(Base64Reader.bytes(letters) == sent.bytes)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ])
    func base64IsThatOfRFC4648(_ text: String, _ letters: String) {
        #expect(KittyPicture.base64(Array(text.utf8)) == letters)
    }

    @Test func smallImagesGrowByWholeNumbersAndLargeOnesShrink() {
        let small = Raster([[0, 1, 0.5, 0.25]], height: 2, width: 2)
        let grown = PixelImage(small, within: 640, 480)
        #expect(grown.width == 256 && grown.height == 256)
        #expect(grown.colour(0) == 0 && grown.colour(127) == 0)
        #expect(grown.colour(128) == 0xFFFFFF && grown.colour(255) == 0xFFFFFF)
        #expect(grown.colour(256 * 128) == 0x7F7F7F)
        let tight = PixelImage(small, within: 7, 5)
        #expect(tight.width == 4 && tight.height == 4)
        let large = Raster([[Double](repeating: 1, count: 1000 * 500)], height: 500, width: 1000)
        let shrunk = PixelImage(large, within: 300, 300)
        #expect(shrunk.width == 300 && shrunk.height == 150)
    }

    private func answer(_ text: String) -> TerminalAnswer {
        var answer = TerminalAnswer()
        // Byte by byte, as a slow line brings them.
        for byte in text.utf8 { answer.take([byte]) }
        return answer
    }

    @Test(arguments: [
        ("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;22c", PictureForm.kitty),
        ("\u{1B}_Gi=31;ENOTSUP\u{1B}\\\u{1B}[?62;4c", .sixel), ("\u{1B}[?62;4;22c", .sixel),
        ("\u{1B}[?63;1;2;4c", .sixel), ("\u{1B}[?1;2c", .blocks), ("\u{1B}[?4c", .blocks),
        ("\u{1B}[?64;14;24c", .blocks),
    ])
    func terminalsSayWhatTheyCan(_ text: String, _ form: PictureForm) {
        let answer = answer(text)
        #expect(answer.isComplete)
        #expect(answer.pictures == form)
        #expect(answer.typed.isEmpty)
    }

    @Test func keysAreNoAnswer() {
        let answer = answer("ab\u{1B}[A\u{1B}[?62;4cxy\u{1B}")
        #expect(answer.isComplete && answer.pictures == .sixel)
        #expect(String(decoding: answer.typed, as: UTF8.self) == "ab\u{1B}[Axy\u{1B}")
        #expect(!self.answer("\u{1B}[?62;4").isComplete)
        #expect(!self.answer("hello").isComplete)
    }

    @Test func imagesArePicturesAndNothingElseAsks() {
        let session = PromptSession(
            runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()))
        let canvas = PlotCanvas(columns: 40, isColoured: true)
        let image = session.plot("rand([3, 4, 6], seed: 1)", on: canvas, pictures: { .sixel })
        let read = image.shown.first.flatMap { SixelReader.image($0) }
        #expect(read?.width == 252 && read?.height == 168)
        let kitty = session.plot("ones([1, 4, 6])", on: canvas, pictures: { .kitty })
        #expect(kitty.shown.first?.hasPrefix("\u{1B}_Ga=T,q=2,f=24,s=252,v=168,m=1;") == true)
        var asked = 0
        _ = session.plot(
            "ones([4, 6])", on: canvas,
            pictures: {
                asked += 1
                return .sixel
            })
        _ = session.plot(
            "ones([9])", on: canvas,
            pictures: {
                asked += 1
                return .sixel
            })
        #expect(asked == 0)
    }
}

/// Reads sixels back, as a terminal does.
enum SixelReader {
    static func image(_ text: String) -> PixelImage? {
        guard text.hasPrefix("\u{1B}P"), text.hasSuffix("\u{1B}\\") else { return nil }
        var rest = Array(text.unicodeScalars.dropLast(2))[...]
        while let first = rest.popFirst(), first != "q" {}
        func number() -> Int {
            var value = 0
            while let digit = rest.first, ("0"..."9").contains(digit) {
                value = value * 10 + Int(digit.value - 48)
                rest.removeFirst()
            }
            return value
        }
        func numbers() -> [Int] {
            var values = [number()]
            while rest.first == ";" {
                rest.removeFirst()
                values.append(number())
            }
            return values
        }
        var (width, height, column, top, colour) = (0, 0, 0, 0, 0)
        var registers: [Int: [UInt8]] = [:]
        var bytes: [UInt8] = []
        func draw(_ bits: UInt32, _ count: Int) -> Bool {
            for place in column..<column + count {
                for row in 0..<6 where bits >> UInt32(row) & 1 == 1 {
                    guard place < width, top + row < height, let ink = registers[colour] else {
                        return false
                    }
                    let pixel = (top + row) * width + place
                    bytes.replaceSubrange(3 * pixel..<3 * pixel + 3, with: ink)
                }
            }
            column += count
            return true
        }
        while let next = rest.popFirst() {
            switch next {
            case "\"":
                let values = numbers()
                (width, height) = (values[2], values[3])
                bytes = [UInt8](repeating: 0, count: 3 * width * height)
            case "#":
                let values = numbers()
                colour = values[0]
                if values.count == 5 {
                    registers[colour] = values[2...].map { UInt8(($0 * 255 + 50) / 100) }
                }
            case "$": column = 0
            case "-": (column, top) = (0, top + 6)
            case "!":
                let count = number()
                guard let sixel = rest.popFirst(), draw(sixel.value - 63, count) else { return nil }
            default: guard next.value >= 63, draw(next.value - 63, 1) else { return nil }
            }
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }
}

/// RFC 4648, read back.
private enum Base64Reader {
    static func bytes(_ letters: String) -> [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var (bytes, word, bits): ([UInt8], UInt32, UInt32) = ([], 0, 0)
        for letter in letters {
            guard let value = alphabet.firstIndex(of: letter) else { break }
            word = word << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(word >> bits & 255))
            }
        }
        return bytes
    }
}
