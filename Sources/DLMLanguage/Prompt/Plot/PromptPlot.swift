import DLMSyntax
import DLMTypes

extension PromptSession {
    /// Draws a value: a curve of a vector, a heat map of a matrix, an image as a picture.
    ///
    /// - Parameters:
    ///   - canvas: how wide it may be, and whether it may be coloured.
    ///   - pictures: how pictures are shown; asked for an image only.
    public func plot(
        _ text: String, on canvas: PlotCanvas, pictures: () -> PictureForm = { .blocks }
    ) -> Reply {
        withValue(text) { value, span, work, reply throws(ProgramFault) in
            let computed = try work.computed(value, at: span)
            guard let array = work.array(computed), let lines = canvas.lines(array, pictures)
            else {
                throw ProgramFault(
                    stage: .check,
                    diagnostics: [
                        Diagnostic.error(
                            .notSupported, "this cannot be drawn", at: span,
                            "this is \(computed.noun)"
                        ).help(
                            "vectors, matrices and images [3, H, W], [H, W, 3], [1, H, W] can be")
                    ])
            }
            reply.shown = lines
        }
    }
}

/// How a terminal shows pictures.
public enum PictureForm: String, Sendable, CaseIterable {
    /// Pixels in DEC's sixels.
    case sixel
    /// Pixels in the graphics protocol of kitty.
    case kitty
    /// Half-blocks: two pixels a character.
    case blocks
}

/// A place to draw on: characters, and pixels where the terminal has them.
public struct PlotCanvas: Sendable {
    /// Characters in a line.
    let columns: Int
    /// Whether colours are shown: 24 bits each, else characters of several weights.
    let isColoured: Bool
    /// Pixels that a picture may take.
    let pixels: (width: Int, height: Int)

    /// - Parameter pixels: of the terminal's window; a line is left below a picture.
    public init(
        columns: Int, isColoured: Bool, pixels: (width: Int, height: Int) = (640, 480)
    ) {
        self.columns = min(max(columns, 20), 400)
        self.isColoured = isColoured
        self.pixels = (min(max(pixels.width, 64), 4096), min(max(pixels.height, 64), 4096))
    }

    /// Characters from light to heavy.
    static let weights = Array(" .:-=+*#%@")

    /// The drawing; nil for a tensor that is no vector, matrix or image.
    func lines(_ array: HostArray, _ pictures: () -> PictureForm) -> [String]? {
        guard array.count > 0 else { return nil }
        var shape = array.shape
        while shape.count > 3, shape.first == 1 { shape.removeFirst() }
        let values = array.doubles
        switch shape.count {
        case 1: return Curve(values, columns: columns).lines
        case 2: return heatMap(Raster([values], height: shape[0], width: shape[1]))
        case 3:
            guard let image = Raster(values, shape, isBytes: array.dtype == .uint8) else {
                return nil
            }
            switch pictures() {
            case .blocks: return picture(image)
            case .sixel: return [Sixel.text(PixelImage(image, within: pixels.width, pixels.height))]
            case .kitty:
                return [KittyPicture.text(PixelImage(image, within: pixels.width, pixels.height))]
            }
        default: return nil
        }
    }

    /// Two characters an element, with the range they stand for below.
    private func heatMap(_ raster: Raster) -> [String] {
        let width = min(raster.width, columns / 2)
        let height = min(raster.height, max(1, raster.height * width / raster.width), 60)
        let small = raster.resized(height: max(1, height), width: max(1, width))
        let (low, high) = Curve.range(raster.planes[0])
        var lines = (0..<small.height).map { row in
            var line = ""
            for column in 0..<small.width {
                let value = small.planes[0][row * small.width + column]
                line += cell(Raster.share(value, low, high))
            }
            return isColoured ? line + "\u{1B}[0m" : line
        }
        let ends = [low, high].map { TensorText.format("%.4g", $0) }
        let plain = isColoured ? "\u{1B}[0m" : ""
        lines.append(cell(0) + plain + " \(ends[0]) … \(ends[1]) " + cell(1) + plain)
        return lines
    }

    private func cell(_ share: Double) -> String {
        if isColoured {
            let colour = HeatColour.at(share)
            return "\u{1B}[48;2;\(colour.red);\(colour.green);\(colour.blue)m  "
        }
        return String(repeating: weight(share), count: 2)
    }

    private func weight(_ share: Double) -> Character {
        let place = Int((share * Double(Self.weights.count - 1)).rounded())
        return Self.weights[min(max(place, 0), Self.weights.count - 1)]
    }

    /// Two rows of pixels in a line: the upper halves of blocks over a background.
    private func picture(_ image: Raster) -> [String] {
        let width = min(image.width, columns)
        var height = max(2, image.height * width / image.width)
        height = min(height + height % 2, 200)
        let small = image.resized(height: height, width: width)
        return (0..<height / 2).map { line in
            var text = ""
            for column in 0..<width {
                let upper = small.colour(2 * line, column)
                let lower = small.colour(2 * line + 1, column)
                if isColoured {
                    text += "\u{1B}[38;2;\(upper.red);\(upper.green);\(upper.blue);"
                    text += "48;2;\(lower.red);\(lower.green);\(lower.blue)m▀"
                } else {
                    text.append(weight((upper.lightness + lower.lightness) / 2))
                }
            }
            return isColoured ? text + "\u{1B}[0m" : text
        }
    }
}
