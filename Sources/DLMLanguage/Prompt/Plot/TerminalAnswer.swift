/// What a terminal answers to the question for pictures, told apart from what is typed meanwhile.
///
/// The answer to kitty's question is `ESC _ G … ESC \\`, that to Primary Device Attributes, which
/// comes last, `ESC [ ? … c`; an attribute 4 says that there are sixels.
public struct TerminalAnswer: Sendable {
    private var rest: [UInt8] = []
    /// Bytes that belong to no answer, in their order.
    private var keys: [UInt8] = []
    private var attributes: [String]?
    private var knowsKitty = false

    public init() {}

    /// Whether the last answer is there.
    public var isComplete: Bool { attributes != nil }

    /// What was typed: nothing of it belongs to an answer.
    public var typed: [UInt8] { keys + rest }

    public var pictures: PictureForm {
        if knowsKitty { return .kitty }
        return attributes?.dropFirst().contains("4") == true ? .sixel : .blocks
    }

    /// Takes bytes as they come.
    public mutating func take(_ bytes: some Sequence<UInt8>) {
        rest += bytes
        while let first = rest.first {
            if first != 0x1B {
                keys.append(rest.removeFirst())
            } else if rest.starts(with: Self.kitty) {
                guard let end = rest.firstRange(of: [0x1B, UInt8(ascii: "\\")]) else { return }
                let text = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
                if text.hasSuffix(";OK") { knowsKitty = true }
                rest.removeSubrange(..<end.upperBound)
            } else if rest.starts(with: Self.device) {
                guard let end = rest.dropFirst(3).firstIndex(where: { !Self.isParameter($0) })
                else { return }
                if rest[end] == UInt8(ascii: "c") {
                    let text = String(decoding: rest[3..<end], as: UTF8.self)
                    attributes = text.split(separator: ";").map { String($0) }
                } else {
                    keys += rest[...end]
                }
                rest.removeSubrange(...end)
            } else if Self.kitty.starts(with: rest) || Self.device.starts(with: rest) {
                return
            } else {
                keys.append(rest.removeFirst())
            }
        }
    }

    private static let kitty: [UInt8] = [0x1B, UInt8(ascii: "_"), UInt8(ascii: "G")]
    private static let device: [UInt8] = [0x1B, UInt8(ascii: "["), UInt8(ascii: "?")]

    private static func isParameter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ";") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
