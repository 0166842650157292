public import ArgumentParser
public import Logging

/// How much a process says on standard error.
public struct LogOptions: ParsableArguments {
  /// The least level that is logged; nil where the command line states none.
  @Option(
    name: .customLong("log-level"),
    help: "How much to log on standard error: trace, debug, info, notice, warning, error or critical.")
  public var level: Logger.Level?

  /// Options as the command line states them.
  public init() {}

  /// A logger to standard error; `usual` is the level where none was asked for.
  public func logger(_ label: String, usual: Logger.Level) -> Logger {
    var logger = Logger(label: label, factory: PrintableLog.init(label:))
    logger.logLevel = level ?? usual
    return logger
  }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
