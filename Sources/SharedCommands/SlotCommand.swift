public import ArgumentParser
import WorkerHost

/// `regnorm slot`: the process of one slot, which a worker starts. Its input and output are frames, not text.
public struct SlotCommand: ParsableCommand {
  /// The command's name and help.
  public static let configuration = CommandConfiguration(
    commandName: "slot", abstract: "Train the trials that a worker orders over standard input.", shouldDisplay: false)

  /// A command without arguments.
  public init() {}

  /// Trains until the worker has ended.
  public func run() throws {
    var slot = try SlotProcess(experiments: experiments)
    try slot.run()
  }
}
