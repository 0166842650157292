import ArgumentParser
import Processes

/// `regnorm slot`: the process of one slot, which a worker starts; it speaks frames, not text.
struct SlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slot", abstract: "Train what a worker orders over standard input.", shouldDisplay: false)

  func run() throws {
    var slot = try SlotProcess(experiments: experiments)
    try slot.run()
  }
}
