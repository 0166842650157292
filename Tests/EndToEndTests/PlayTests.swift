import Foundation
import TestSupport
import Testing

/// `regnorm trial --checkpoint` and `regnorm play`, as a user types them.
@Suite struct PlayTests {
  private let temporary: TemporaryFolder
  private var folder: URL { temporary.url }

  init() throws {
    temporary = try TemporaryFolder()
  }

  private func train() async throws {
    try await regnorm(
      "trial", "--task", "redbluedoors-ppo", "--quiet", "--checkpoint", "room.trial", "normalization=none",
      "environment=empty-5x5", "environments=4", "framesPerUpdate=8", "batchSize=16", "frames=64", in: folder)
  }

  private func file(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  @Test func whatWasTrainedIsPlayedAndDrawn() async throws {
    try await train()
    let text = try await regnorm(
      "play", "--checkpoint", "room.trial", "--episodes", "2", "--gif", "room.gif", "--png", "room.png", in: folder)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    for (number, line) in lines.prefix(2).enumerated() {
      #expect(
        line.wholeMatch(of: /episode (\d): return [\d.]+, \d+ steps, (no )?success/)?.1 == "\(number + 1)", "\(line)")
    }
    #expect(lines[2].wholeMatch(of: /2 episodes: mean return [\d.]+, \d with success/) != nil)
    let gif = try file("room.gif")
    #expect(gif.starts(with: "GIF89a".utf8) && gif.last == 0x3B)
    // Five cells of 32 pixels each way.
    #expect(Array(gif[6..<10]) == [160, 0, 160, 0])
    let png = try file("room.png")
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    // Eight pictures of 160 pixels with gaps of 2 between and around them, in two rows.
    #expect(Array(png[16..<24]) == [0, 0, 5, 18, 0, 0, 1, 70])

    let again = try await regnorm("play", "--checkpoint", "room.trial", "--episodes", "2", "--quiet", in: folder)
    #expect(again == text)
    let other = try await regnorm(
      "play", "--checkpoint", "room.trial", "--episodes", "2", "--quiet", "--seed", "2", in: folder)
    #expect(other != text)
  }

  @Test func aTaskPlaysWithoutACheckpointToo() async throws {
    let text = try await regnorm("play", "--task", "cartpole-dqn", "stepLimit=2", in: folder)
    #expect(text == "episode 1: return 2.0, 2 steps, success\n")
  }

  @Test func aDrawingIsWatchedStepByStep() async throws {
    let settings = ["drawingSteps=3", "hiddenUnits=8"]
    let command = try Command(
      ["play", "--task", "draw", "--episodes", "2", "--gif", "canvas.gif", "--png", "canvas.png"] + settings, in: folder
    )
    let text = try await command.finish()
    #expect(text == "drawing 1: 3 steps\ndrawing 2: 3 steps\n")
    let gif = try file("canvas.gif")
    // Every step has a frame, with a delay of half a second except the last of a drawing.
    let delays = gif.indices.dropLast(7).filter { Array(gif[$0..<$0 + 4]) == [0x21, 0xF9, 4, 4] }.map { gif[$0 + 4] }
    #expect(delays == [50, 50, 100, 50, 50, 100])
    #expect(try file("canvas.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
  }

  @Test(arguments: [
    (["--task", "lunarlander-dqn", "--checkpoint", "room.trial"], "its task is redbluedoors-ppo"),
    (["--checkpoint", "room.trial", "environment=empty-6x6"], "had environment=empty-5x5, and environment="),
    (["--checkpoint", "room.trial", "enviroment=empty-6x6"], "did you mean environment?"),
    (["--checkpoint", "nowhere.trial"], "nowhere.trial cannot be played: No such file or directory"),
    (["--checkpoint", "text.trial"], "text.trial cannot be played: it does not begin as"),
    (["--task", "babi-ggnn"], "babi-ggnn cannot be played; cartpole-dqn"),
    (["--task", "draw", "--greedy"], "--greedy: a drawing chooses no actions"),
    (["--task", "cartpole-dqn", "--sample"], "--sample: deep Q-learning"),
    (["--task", "cartpole-dqn", "--gif", "nowhere/pole.gif"], "nowhere/pole.gif cannot be written"),
  ]) func whatCannotBePlayedIsOneSentence(arguments: [String], message: String) async throws {
    try await train()
    try "no trial\n".write(to: folder.appending(path: "text.trial"), atomically: true, encoding: .utf8)
    let command = try Command(["play"] + arguments, in: folder)
    try await command.finish(status: arguments.contains("babi-ggnn") || arguments.contains("draw") ? 64 : 1)
    #expect(command.errorText.contains(message), "\(command.errorText)")
  }
}
