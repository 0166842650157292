import Foundation
import Testing

/// The files that commands write, and the fate of earlier files.
@Suite struct OutputTests {
  private let sweep: ToySweep

  init() throws { sweep = try ToySweep(seeds: 1) }

  @Test func aTableGoesThroughPipesAndStandardOutputAndKeepsAFilesMode() async throws {
    try await regnorm("run", "toy.yaml", "--out", "toy", "--workers", "1", in: sweep.folder)
    let table = try await regnorm("table", "toy", in: sweep.folder)
    #expect(try await regnorm("table", "toy", "--output", "-", in: sweep.folder) == table)
    #expect(try await sweep.shell(#"mkfifo p; cat p & "$0" table toy --output p && wait && test -p p"#) == table)
    let kept = #"echo old > t; chmod 640 t; ln -s t l; "$0" table toy --output l && test -h l && stat -c %a t && cat t"#
    #expect(try await sweep.shell(kept) == "640\n" + table)
    #expect(try await sweep.shell(#""$0" table toy --output /dev/stdout | cat"#) == table)
    #expect(try await sweep.shell(#""$0" report toy --output -"#).hasPrefix("<!DOCTYPE html>"))
    try await sweep.shell(#""$0" table toy > /dev/full"#, status: 1)
  }

  @Test func aTrialIsSavedThroughADeviceWhichStaysOne() async throws {
    let trial = #"--task cartpole-dqn --quiet normalization=none episodes=20"#
    try await sweep.shell("\"$0\" trial \(trial) --save /dev/null --checkpoint /dev/null && test -c /dev/null")
    let refused = try Command(
      ["trial"] + trial.split(separator: " ").map(String.init) + ["--save", "-"], in: sweep.folder)
    try await refused.finish(status: 64)
    #expect(refused.errorText.contains("standard output is for the trial's result"))
  }
}
