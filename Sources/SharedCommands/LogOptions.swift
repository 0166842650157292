public import ArgumentParser
public import Logging

/// The options for the log on standard error.
public struct LogOptions: ParsableArguments {
  /// The least level that is logged; nil if the command line states none.
  @Option(
    name: .customLong("log-level"),
    help: "How much to log on standard error: trace, debug, info, notice, warning, error or critical.")
  public var level: Logger.Level?

  /// Options that the command line fills.
  public init() {}

  /// A logger to standard error. `usual` is the level if the command line states none.
  public func logger(_ label: String, usual: Logger.Level) -> Logger {
    var logger = Logger(label: label, factory: PrintableLog.init(label:))
    logger.logLevel = level ?? usual
    return logger
  }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
