import ArgumentParser
import SharedCommands
import Sweeps
import Trials

/// `regnorm tasks`: the vocabulary of sweep files.
struct TasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List the tasks; for one, its settings and metrics.",
    discussion: """
      The settings of a task are what a sweep file can state under grid and fixed,
      and `regnorm trial` as name=value. Each is shown with the values it takes,
      its default and what it does; metrics with their unit and which way is better.
      """)

  @Argument(help: ArgumentHelp("The task to describe; all are listed where none is named.", valueName: "name"))
  var name: String?

  func run() throws {
    guard let name else { return print(TaskDescription.list(experiments.map(\.task)), terminator: "") }
    print(try experiments.experiment(named: name).task.help, terminator: "")
  }
}
