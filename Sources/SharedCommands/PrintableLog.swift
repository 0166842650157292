import Logging
import Trials

/// A log on standard error, one line for each event. Texts from other hosts and files are made printable, so that they
/// cannot forge a line or move a terminal's cursor.
struct PrintableLog: LogHandler {
  private var stream: StreamLogHandler

  init(label: String) {
    stream = .standardError(label: label)
  }

  func log(event: LogEvent) {
    var event = event
    event.message = "\(event.message.description.printable)"
    stream.log(event: event)
  }

  var logLevel: Logger.Level {
    get { stream.logLevel }
    set { stream.logLevel = newValue }
  }

  var metadata: Logger.Metadata {
    get { stream.metadata }
    set { stream.metadata = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { stream[metadataKey: key] }
    set { stream[metadataKey: key] = newValue }
  }
}
