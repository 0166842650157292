import Coordination
import Foundation
import ProcessTestSupport
import Results
import ResultsTestSupport
import Testing
import Trials

@Suite struct DurabilityTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [1, 20, 45]) func P1_appendedEntriesSurviveAKill(afterTrials count: Int) throws {
    let store = directory.file("store")
    let writer = Process()
    writer.executableURL = journalWriter()
    writer.arguments = [store]
    let output = Pipe()
    writer.standardOutput = output
    try ProcessGuard.shared.run(writer)
    var printed = Data()
    while printed.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      printed += more
    }
    kill(writer.processIdentifier, SIGKILL)
    printed += output.fileHandleForReading.readDataToEndOfFile()
    writer.waitUntilExit()
    #expect(writer.terminationReason == .uncaughtSignal)

    let returned = String(decoding: printed, as: UTF8.self).split(separator: "\n").compactMap {
      TrialIdentifier(String($0))
    }
    #expect(returned.count >= count)
    let survivor = try ResultStore(writingTo: store)
    let records = try survivor.records()
    #expect(returned.allSatisfy { records[$0]?.state == .done })
    // The kill may fall between a transaction and its line: one more trial at most.
    #expect(try survivor.counts().done - returned.count <= 1)
    #expect(try survivor.audit().problems == [])
  }

}

/// The program `JournalWriter`, which is built beside the test executable.
func journalWriter() -> URL {
  URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("JournalWriter")
}
