import Glibc
import ProgramFuzz

/// Tries programs one after the other and says on standard output which it begins and what it
/// finds: `b NUMBER`, `f NUMBER what`.
struct Worker {
    let mutator: Mutator
    let limit: Double
    let evaluateEach: Int

    /// Share of the limit after which an evaluation is asked to stop.
    private static let patience = 0.3
    /// What a program may reserve beside what the process has.
    private static let memory = 1 << 30

    func work(_ numbers: StrideTo<Int>) {
        boundMemory()
        for number in numbers {
            say("b \(number)\n")
            for problem in attempt(number).problems { say("f \(number) \(problem)\n") }
        }
    }

    /// Tries one program and shows what came of it.
    func show(_ number: Int) {
        say(String(decoding: mutator.program(number), as: UTF8.self) + "\n")
        boundMemory()
        let (problems, seconds) = attempt(number)
        say("# \(seconds) s\n" + problems.map { "# \($0)\n" }.joined())
    }

    private func attempt(_ number: Int) -> (problems: [String], seconds: Double) {
        let program = mutator.program(number)
        let begin = ProcessorTime.own
        var problems = Trial.problems(
            program, number: number, evaluates: number % evaluateEach == 0,
            isOver: { ProcessorTime.own - begin > limit * Self.patience })
        // Processor time: a machine busy with other things must not make a program look slow.
        let seconds = ProcessorTime.own - begin
        if seconds > limit { problems.append("it took \(seconds) s of processor time") }
        return (problems, seconds)
    }

    /// What asks for more is refused as on a small machine.
    private func boundMemory() {
        let pages = SmallFile.text("/proc/self/statm").split(separator: " ").first
        guard let used = pages.flatMap({ Int($0) }) else { return }
        var bound = rlimit()
        bound.rlim_cur = rlim_t(used * 4096 + Self.memory)
        bound.rlim_max = bound.rlim_cur
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &bound)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    }

    private func say(_ text: String) { Descriptor.write(text, to: STDOUT_FILENO) }
}
