public import Trials

/// One worker name, such as `node7`, or all names with a prefix, such as `slurm-12345-*`.
public struct WorkerNamePattern: Hashable, Sendable, CustomStringConvertible {
  private let beginning: String
  private let isPrefix: Bool

  /// Reads a name, or a prefix followed by `*`; nil if `text` is neither.
  public init?(_ text: String) {
    isPrefix = text.hasSuffix("*")
    beginning = isPrefix ? String(text.dropLast()) : text
    guard WorkerName(beginning) != nil else { return nil }
  }

  /// The one name; nil for a prefix.
  public var name: WorkerName? { isPrefix ? nil : WorkerName(beginning) }

  /// Whether the pattern matches `name`.
  public func matches(_ name: WorkerName) -> Bool {
    isPrefix ? name.text.hasPrefix(beginning) : name.text == beginning
  }

  /// Whether some name matches both patterns.
  public func overlaps(_ other: WorkerNamePattern) -> Bool {
    switch (isPrefix, other.isPrefix) {
    case (true, true): beginning.hasPrefix(other.beginning) || other.beginning.hasPrefix(beginning)
    case (true, false): other.beginning.hasPrefix(beginning)
    case (false, true): beginning.hasPrefix(other.beginning)
    case (false, false): beginning == other.beginning
    }
  }

  public var description: String { isPrefix ? beginning + "*" : beginning }
}

extension WorkerNamePattern: CodedAsText {
  public static var textForm: String { "the name of a worker, or the beginning of one with * behind it" }
}
