import Foundation
import Results
import Testing

/// Unusual things that a shell hands to the program.
@Suite struct SurroundingsTests {
  private let sweep: ToySweep

  init() throws { sweep = try ToySweep(seeds: 1) }

  @Test(arguments: ["2>&-", "0<&- 1>&- 2>&-"]) func aSweepRunsWithClosedDescriptors(closing: String) async throws {
    try await sweep.shell("\"$0\" run toy.yaml --out toy --workers 1 --log-level debug \(closing)")
    #expect(sweep.done("toy") == 2)
    let lock = try String(contentsOf: sweep.file("toy/lock"), encoding: .utf8)
    #expect(lock.wholeMatch(of: /process \d+ on .+\n/) != nil, "\(lock)")
  }

  @Test func aTildeAfterAnEqualsSignIsTheHomeDirectory() async throws {
    let home = ["HOME": sweep.folder.path]
    try await sweep.shell(#""$0" run --out=~/mine --workers=1 toy.yaml"#, environment: home)
    #expect(sweep.done("mine") == 2)
    #expect(!FileManager.default.fileExists(atPath: sweep.file("~").path))
    try await sweep.shell(#""$0" table --output=~/table.txt '~/mine' && test -f table.txt"#, environment: home)
  }

  @Test(arguments: ["-", "/dev/stdin"]) func aSweepFileComesFromAPipe(name: String) async throws {
    let plan = try await sweep.shell("cat toy.yaml | \"$0\" plan \(name)")
    #expect(try await regnorm("plan", "toy.yaml", in: sweep.folder) == plan)
    try await sweep.shell("cat toy.yaml | \"$0\" run \(name) --out piped --workers 1")
    #expect(sweep.done("piped") == 2)
  }

  @Test func aCoordinatorListensAtLocalhost() async throws {
    try await regnorm(
      "run", "toy.yaml", "--out", "local", "--workers", "1", "--bind", "tcp://localhost:*", in: sweep.folder)
    #expect(sweep.done("local") == 2)
  }
}
