import DLMSyntax

/// Reads a program's file and everything it imports, and puts the library around it.
struct ProgramLoader {
    /// The bytes of a file, nil when there is none; throws when it cannot be read.
    let readFile: (String) throws -> [UInt8]?
    /// Why the file that was wanted last cannot be read; nil when there is none.
    private(set) var reason: String?
    /// Lexical and parse errors, and imports that lead nowhere.
    private(set) var diagnostics = Diagnostics()

    private var prelude: [Module] = []
    private var loaded: [String: Module] = [:]
    private var order: [Module] = []
    /// Modules whose own file does not parse.
    private var broken: Set<ObjectIdentifier> = []
    /// Files being read, outermost first, to find cycles.
    private var open: [String] = []

    init(readFile: @escaping (String) throws -> [UInt8]?) { self.readFile = readFile }

    private mutating func bytes(_ path: String) -> [UInt8]? {
        reason = nil
        do {
            return try readFile(path)
        } catch {
            reason = (error as? UnreadableProgram)?.reason ?? "\(error)"
            return nil
        }
    }

    /// What every file sees, read once: modules do not change.
    private static let prelude: (modules: [Module], diagnostics: Diagnostics) = {
        var loader = ProgramLoader { _ in nil }
        for name in EmbeddedLibrary.preludeNames {
            if let module = loader.library(name) { loader.prelude.append(module) }
        }
        return (loader.order, loader.diagnostics)
    }()

    /// Files that import each other beyond this depth are refused.
    private static let deepestImport = 64

    /// The program at a path; nil when the file itself cannot be read.
    mutating func load(_ path: String) -> Program? {
        guard let bytes = bytes(path) else { return nil }
        return load(source(path, bytes))
    }

    /// A file's text; one error instead of thousands for a file that is no text at all.
    private mutating func source(_ path: String, _ bytes: [UInt8]) -> SourceFile {
        guard bytes.contains(0) else { return SourceFile(path: path, bytes: bytes) }
        let empty = SourceFile(path: path, text: "")
        diagnostics.add(
            Diagnostic.error(
                .invalidUTF8, "\(path) is not a text file: it has zero bytes in it",
                at: Span(empty, 0, 0)
            ).help("a program is a text file such as models/resnet34.dlm"))
        return empty
    }

    /// The program of a text.
    mutating func load(_ source: SourceFile) -> Program {
        prelude = Self.prelude.modules
        diagnostics.add(contentsOf: Self.prelude.diagnostics)
        for module in prelude { loaded["library:\(module.name)"] = module }
        open = [source.path]
        let main = module(source, name: source.path, isLibrary: false)
        return Program(main: main, modules: [main] + order.filter { $0 !== main } + prelude)
    }

    /// The program of declarations that were parsed before.
    mutating func load(_ file: ParsedFile) -> Program {
        prelude = Self.prelude.modules
        for module in prelude { loaded["library:\(module.name)"] = module }
        let main = module(file, name: file.source.path, isLibrary: false)
        return Program(main: main, modules: [main] + order.filter { $0 !== main } + prelude)
    }

    /// Every name of the library that needs no import.
    static var preludeNames: [String] { prelude.modules.flatMap { $0.declarations.keys } }

    /// A declaration of the library that needs no import.
    static func preludeDeclaration(_ name: String) -> Declaration? {
        prelude.modules.lazy.compactMap { $0.declarations[name] }.first
    }

    private mutating func module(_ source: SourceFile, name: String, isLibrary: Bool) -> Module {
        let (file, found) = ParsedFile.parse(source)
        diagnostics.add(contentsOf: found)
        let made = module(file, name: name, isLibrary: isLibrary)
        if found.hasErrors { broken.insert(ObjectIdentifier(made)) }
        return made
    }

    private mutating func module(_ file: ParsedFile, name: String, isLibrary: Bool) -> Module {
        var imports: [Module] = []
        for case .import(let node) in file.declarations {
            guard let module = resolve(node, from: file.source.path),
                !imports.contains(where: { $0 === module })
            else { continue }
            reportShared(module, with: imports, at: node.targetSpan)
            imports.append(module)
        }
        let made = Module(
            file, name: name, isLibrary: isLibrary, imports: imports, prelude: prelude,
            hasBrokenImport: imports.contains { broken.contains(ObjectIdentifier($0)) })
        order.append(made)
        return made
    }

    /// Reports names that two imported files both declare: neither may hide the other silently.
    private mutating func reportShared(_ module: Module, with others: [Module], at span: Span) {
        for other in others {
            let shared = module.declarations.keys.filter { other.declarations[$0] != nil }.sorted()
            guard let name = shared.first else { continue }
            let more = shared.count == 1 ? "" : " and \(shared.count - 1) more"
            diagnostics.add(
                Diagnostic.error(
                    .duplicateName, "\(module.name) and \(other.name) both declare \(name)\(more)",
                    at: span
                ).help("rename one of them, or import one of the files"))
        }
    }

    private mutating func library(_ name: String) -> Module? {
        let key = "library:\(name)"
        if let module = loaded[key] { return module }
        guard let text = EmbeddedLibrary.text(name) else { return nil }
        let source = SourceFile(path: EmbeddedLibrary.displayPath(name), text: text)
        let made = module(source, name: name, isLibrary: true)
        loaded[key] = made
        return made
    }

    private mutating func resolve(_ node: ImportDeclaration, from importer: String) -> Module? {
        let folder = importer.lastIndex(of: "/").map { String(importer[...$0]) } ?? ""
        let path: String
        switch node.target {
        case .name(let name):
            if EmbeddedLibrary.importableNames.contains(name) { return library(name) }
            path = "\(folder)\(name).dlm"
        case .path(let written):
            path = written.hasPrefix("/") ? written : folder + written
        }
        if let module = loaded[path] { return module }
        if open.contains(path) {
            let chain = (open.drop { $0 != path } + [path]).joined(separator: " → ")
            diagnostics.add(
                Diagnostic.error(
                    .importCycle, "these files import each other", at: node.targetSpan, chain
                ).help("move what both need into a third file"))
            return nil
        }
        reason = nil
        guard open.count < Self.deepestImport, let bytes = bytes(path) else {
            report(node, path)
            return nil
        }
        open.append(path)
        let made = module(source(path, bytes), name: path, isLibrary: false)
        open.removeLast()
        loaded[path] = made
        return made
    }

    private mutating func report(_ node: ImportDeclaration, _ path: String) {
        let libraries = EmbeddedLibrary.importableNames
        if let reason {
            diagnostics.add(
                .error(.unreadableFile, "\(path) cannot be read: \(reason)", at: node.targetSpan))
            return
        }
        guard case .name(let name) = node.target else {
            diagnostics.add(
                .error(
                    .unknownImport, "\(path) cannot be read", at: node.targetSpan,
                    "there is no such file"))
            return
        }
        if EmbeddedLibrary.preludeNames.contains(name) {
            diagnostics.add(
                Diagnostic.error(
                    .unknownImport, "\(name) needs no import", at: node.targetSpan,
                    "every file sees it"
                ).help("remove the line"))
            return
        }
        let close = suggestion(for: name, among: libraries)
        diagnostics.add(
            Diagnostic.error(
                .unknownImport, "there is no library \(name), and no file \(path)",
                at: node.targetSpan
            ).help(
                close.map { "did you mean \($0)?" }
                    ?? "libraries are \(libraries.joined(separator: ", "))"))
    }
}
