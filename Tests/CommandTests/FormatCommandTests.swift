import Glibc
import Testing

/// `dlm fmt` from end to end.
@Suite(.enabled(if: Program.path != nil, "dlm has not been built beside the tests"))
struct FormatCommandTests {
    @Test("fmt: rewrites what changes and names it; --check only names it, and ends with 1")
    func format() throws {
        let workplace = try Workplace()
        let program = workplace.program
        try program.write("loose.dlm", Array("a=1\n\n\nb = f( a )".utf8))
        let checked = try program.run(["fmt", "--check", "stripes.dlm", "loose.dlm"])
        #expect(checked.status == 1)
        #expect(checked.output == "loose.dlm\n")
        #expect(try program.file("loose.dlm").hasPrefix("a=1"))

        chmod("\(program.folder)/loose.dlm", 0o640)
        symlink("loose.dlm", "\(program.folder)/link.dlm")
        let written = try program.run(["fmt", "stripes.dlm", "link.dlm"])
        #expect(written.status == 0)
        #expect(written.output == "link.dlm\n")
        #expect(try program.file("loose.dlm") == "a = 1\n\nb = f(a)\n")
        var facts = stat()
        #expect(lstat("\(program.folder)/link.dlm", &facts) == 0)
        #expect(facts.st_mode & S_IFMT == S_IFLNK)
        #expect(stat("\(program.folder)/loose.dlm", &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o640)
        #expect(try program.run(["fmt", "--check", "loose.dlm"]).status == 0)

    }

    @Test("fmt leaves a program alone that does not parse, and ends with 2")
    func broken() throws {
        let workplace = try Workplace()
        let program = workplace.program
        try program.write("broken.dlm", Array("a = f(\n".utf8))
        let broken = try program.run(["fmt", "broken.dlm", "missing.dlm"])
        #expect(broken.status == 2)
        #expect(broken.output.isEmpty)
        #expect(broken.errors.contains("error[P003]"))
        #expect(broken.errors.contains("missing.dlm"))
        #expect(try program.file("broken.dlm") == "a = f(\n")
    }
}
