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
    let tasks = experiments.map(\.task)
    guard let name else {
      print(TaskDescription.list(tasks), terminator: "")
      return
    }
    guard let task = tasks.first(where: { $0.name == name }) else {
      let suggestion = nearestName(to: name, among: tasks.map(\.name)).map { "; did you mean \($0)?" }
      throw ValidationError("\(name) is no task" + (suggestion ?? "; `regnorm tasks` lists them"))
    }
    print(task.help, terminator: "")
  }
}
