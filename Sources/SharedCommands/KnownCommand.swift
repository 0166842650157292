import ArgumentParser
import Trials

/// Throws if `arguments` begin with a word that is not a command of `parent`. The error names the nearest command.
func requireKnownCommand(_ arguments: [String], of parent: any ParsableCommand.Type) throws {
  let commands = parent.configuration.subcommands
  guard !commands.isEmpty, let word = arguments.first, !word.hasPrefix("-"), word != "help" else { return }
  if let command = commands.first(where: { $0._commandName == word }) {
    return try requireKnownCommand(Array(arguments.dropFirst()), of: command)
  }
  let isSweepFile = word.hasSuffix(".yaml") || word.hasSuffix(".yml")
  let names = commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
  let nearest = isSweepFile ? "regnorm run \(word.shellPath)" : nearestName(to: word, among: names)
  throw ValidationError(
    "\(parent._commandName) has no command \(word)"
      + (nearest.map { "; did you mean \($0)?" } ?? "; the commands are \(names.joined(separator: ", "))"))
}
