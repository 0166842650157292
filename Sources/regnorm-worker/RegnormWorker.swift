import ArgumentParser
import SharedCommands

/// The program for hosts that only train: the commands `worker` and `slot` of `regnorm`, without the parts that only a
/// coordinator needs (SQLite, sweep files, tables and reports).
@main
struct RegnormWorker: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "regnorm-worker",
    abstract: "Train trials that a coordinator leases to this host.",
    version: Build.version,
    subcommands: [WorkerCommand.self, SlotCommand.self],
    defaultSubcommand: WorkerCommand.self)
}
