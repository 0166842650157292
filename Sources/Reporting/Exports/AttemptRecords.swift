import Results
import Trials

/// A record an attempt at a sweep's trials.
struct AttemptRecords {
  private let sweep: StoredSweep

  init(of sweep: StoredSweep) { self.sweep = sweep }

  func write(as format: RecordFormat, to write: (String) throws -> Void) throws {
    try write(format.heading(Self.names))
    try sweep.forEachAttempt { attempt in
      let record: [JSONValue] = [
        .text("\(attempt.trial)"), .integer(attempt.number), .text(attempt.worker), .text(attempt.host),
        .text(attempt.start), attempt.end.map(JSONValue.text) ?? .null, attempt.cause.map(JSONValue.text) ?? .null,
      ]
      try write(format.record(Self.names, record))
    }
  }

  private static let names = ["trial", "attempt", "worker", "host", "start", "end", "cause"]
}
