import Glibc
import ProgramFuzz
import Testing
