public import ArgumentParser
import Logging

/// How much a process says on standard error.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log-level"),
    help: "How much to log on standard error: trace, debug, info, notice, warning, error or critical.")
  var level: Logger.Level?

  /// A logger to standard error; `usual` is the level where none was asked for.
  func logger(_ label: String, usual: Logger.Level) -> Logger {
    var logger = Logger(label: label, factory: PrintableLog.init(label:))
    logger.logLevel = level ?? usual
    return logger
  }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
