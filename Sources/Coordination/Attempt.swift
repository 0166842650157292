import Trials

/// One execution of a trial by one worker. Attempts of a trial are numbered from 1; only the latest can be accepted.
public struct Attempt: Hashable, Sendable, Codable {
  /// The trial.
  public let trial: TrialIdentifier
  /// The attempt's number, from 1.
  public let number: Int

  /// An attempt.
  public init(trial: TrialIdentifier, number: Int) {
    self.trial = trial
    self.number = number
  }
}

/// A worker's stable identity: it stays the same when the worker reconnects, and is new for every worker process.
public struct WorkerIdentifier: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// The text: host name, process and random digits, `node7-4211-9f3a61`.
  public let text: String

  /// Names a worker.
  public init(_ text: String) { self.text = text }

  /// The text.
  public var description: String { text }

  /// Alphabetical.
  public static func < (left: WorkerIdentifier, right: WorkerIdentifier) -> Bool { left.text < right.text }
}

/// Where and by what build results were computed.
public struct Provenance: Hashable, Sendable, Codable {
  /// The host's name.
  public var host: String
  /// The processor's model name.
  public var processor: String
  /// Operating system and kernel.
  public var system: String
  /// Version of regnorm.
  public var version: String
  /// SHA-256 of the executable that computed, in hexadecimal.
  public var build: String
  /// Name of the kernels' instruction set that ran: `avx512`, `avx2`, `portable`.
  public var kernels: String

  /// A provenance.
  public init(host: String, processor: String, system: String, version: String, build: String, kernels: String) {
    self.host = host
    self.processor = processor
    self.system = system
    self.version = version
    self.build = build
    self.kernels = kernels
  }
}

/// Why an attempt ended without a result; each cause has its own budget.
public enum FailureCause: String, Sendable, Codable, CaseIterable {
  /// The worker was asked to stop and gave the trial back. Never charged.
  case drained
  /// The worker fell silent or went away.
  case workerLost
  /// The slot's process ended without a result: a signal, an abort, out of memory.
  case crashed
  /// The trial threw an error: bad data, an invalid setting. Would happen again.
  case failed
}
