import ArgumentParser
import Trials

/// Throws where `arguments` begin with a word that is no command of `parent`'s, with the nearest that is one.
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
    "\(word) is no command of \(parent._commandName)"
      + (nearest.map { "; did you mean \($0)?" } ?? "; there are \(names.joined(separator: ", "))"))
}
