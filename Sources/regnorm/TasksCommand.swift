import ArgumentParser
import SharedCommands
import Sweeps
import Trials

/// `regnorm tasks`: the vocabulary of sweep files.
struct TasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List the tasks, or one task's settings and metrics.",
    discussion: """
      A sweep file can state the settings of a task under grid and fixed,
      and `regnorm trial` as name=value. Each setting is shown with its values,
      its default and its effect, each metric with its unit and its direction.
      """)

  @Argument(help: ArgumentHelp("The task to describe (default: list all tasks).", valueName: "name"))
  var name: String?

  func run() throws {
    guard let name else { return print(TaskDescription.list(experiments.map(\.task)), terminator: "") }
    print(try experiments.experiment(named: name).task.help, terminator: "")
  }
}
