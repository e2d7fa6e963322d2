/// What can be told from a line that ends where something is being typed.
struct TypedLine {
    /// What stands before a dot.
    enum Receiver: Equatable {
        /// Nothing: the case of an enumeration.
        case nothing
        case name(String)
        /// The brackets of a call of this name.
        case call(String)
    }

    /// The letters of the name being typed.
    let partial: String
    /// Nil where no dot stands before it.
    let receiver: Receiver?
    /// The call in whose brackets it stands.
    private(set) var call: String?
    /// The labels written in those brackets so far.
    private(set) var labels: [String] = []
    /// The label of the argument being typed.
    private(set) var openLabel: String?

    init(_ line: String) {
        let characters = Array(line)
        var start = characters.count
        while start > 0, Self.isPart(characters[start - 1]) { start -= 1 }
        partial = String(characters[start...])
        var before = start
        if start > 0, characters[start - 1] == "." {
            before = start - 1
            receiver = Self.receiver(characters[..<before])
        } else {
            receiver = nil
        }
        findCall(characters[..<before])
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// The name that ends a text.
    private static func lastName(_ text: ArraySlice<Character>) -> String {
        var start = text.endIndex
        while start > text.startIndex, isPart(text[start - 1]) { start -= 1 }
        return String(text[start...])
    }

    private static func receiver(_ text: ArraySlice<Character>) -> Receiver {
        let name = lastName(text)
        if !name.isEmpty { return .name(name) }
        guard text.last == ")" else { return .nothing }
        var depth = 0
        for place in text.indices.reversed() {
            if text[place] == ")" { depth += 1 }
            if text[place] == "(" { depth -= 1 }
            if depth == 0 { return .call(lastName(text[..<place])) }
        }
        return .nothing
    }

    /// Looks for the bracket that is open, and for the labels behind it.
    private mutating func findCall(_ text: ArraySlice<Character>) {
        var depth = 0
        var isAtValue = true
        for place in text.indices.reversed() {
            switch text[place] {
            case ")", "]", "}": depth += 1
            case "[", "{":
                if depth == 0 { return }
                depth -= 1
            case "(":
                if depth == 0 {
                    let name = Self.lastName(text[..<place])
                    call = name.isEmpty ? nil : name
                    return
                }
                depth -= 1
            case ",": if depth == 0 { isAtValue = false }
            case ":":
                guard depth == 0 else { continue }
                let label = Self.lastName(text[..<place])
                labels.append(label)
                if isAtValue { openLabel = label }
            default: continue
            }
        }
    }
}
