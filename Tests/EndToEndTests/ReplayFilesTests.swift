import Foundation
import TestSupport
import Testing

/// The files of `regnorm trial` for the same training in another program.
@Suite struct ReplayFilesTests {
  private let temporary: TemporaryFolder
  private var folder: URL { temporary.url }

  init() throws {
    temporary = try TemporaryFolder()
  }

  private func trial(_ options: String...) throws -> Command {
    try Command(
      ["trial", "--task", "imbalanced-mnist", "--quiet", "normalization=none", "dataset=optdigits", "hiddenUnits=4"]
        + options, in: folder)
  }

  private func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  @Test func theFirstParametersAreThoseOfATrialThatHasNotLearned() async throws {
    try await trial("--save-initial", "first", "--save", "last").finish()
    try await trial("learningRate=0", "--save-initial", "still", "--save", "unmoved").finish()
    // The metadata, of the same length, name different trials.
    let header = 8 + Int(try file("first")[0..<2].reversed().reduce(0) { Int($0) << 8 | Int($1) })
    #expect(try file("first")[header...] == file("unmoved")[header...])
    #expect(try file("first") != file("last"))
    #expect(try file("still") == file("unmoved"))
  }

  @Test func theOrderOfExamplesIsWritten() async throws {
    try await trial("epochs=2", "--save-order", "order").finish()
    let text = String(decoding: try file("order").prefix(600), as: UTF8.self)
    #expect(text.contains(#""order":{"#) && text.contains(#""shape":[2,1397]"#) && text.contains(#""dtype":"I64""#))
  }

  @Test func aTaskWithoutExamplesSaysSoBeforeItTrains() async throws {
    let command = try Command(
      ["trial", "--task", "cartpole-dqn", "normalization=none", "--save-order", "order"], in: folder)
    try await command.finish(status: 64)
    #expect(command.errorText.contains("cartpole-dqn does not learn from examples in an order; leave --save-order out"))
  }
}
