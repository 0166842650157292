import Digests
import FoundationEssentials
public import Trials

/// A trial in a file: its specification and its state.
///
/// ```
/// regnorm-trial 2 │ newline │ SHA-256 of what follows │ newline │ specification, JSON │ newline │ `Trial.checkpoint`
/// ```
public struct SavedTrial: Sendable, Equatable {
  /// The specification of the trial.
  public let specification: TrialSpecification
  /// The state: the bytes of `Trial.checkpoint`.
  public let checkpoint: [UInt8]

  private static let header = Array("regnorm-trial 2\n".utf8)

  /// The present state of `trial`.
  public init(_ trial: any Trial, of specification: TrialSpecification) throws {
    self.init(specification, checkpoint: try trial.checkpoint())
  }

  init(_ specification: TrialSpecification, checkpoint: [UInt8]) {
    self.specification = specification
    self.checkpoint = checkpoint
  }

  /// Reads the bytes of `encoded`. Throws `SavedTrialError`.
  public init(encoded bytes: [UInt8]) throws(SavedTrialError) {
    guard bytes.starts(with: Self.header) else {
      throw SavedTrialError(reason: "it does not begin as the files of this version's `regnorm trial --checkpoint` do")
    }
    let parts = bytes.dropFirst(Self.header.count).split(
      separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual(Self.digest(of: bytes[parts[1].startIndex...])) else {
      throw SavedTrialError(reason: "it was cut short or altered; write it again with `regnorm trial --checkpoint`")
    }
    do { specification = try JSONDecoder().decode(TrialSpecification.self, from: Data(parts[1])) } catch {
      throw SavedTrialError(reason: "its specification cannot be read")
    }
    checkpoint = Array(parts[2])
  }

  /// The bytes of the file.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = [UInt8](try encoder.encode(specification)) + [UInt8(ascii: "\n")] + checkpoint
    return Self.header + Self.digest(of: content) + [UInt8(ascii: "\n")] + content
  }

  private static func digest(of content: some Sequence<UInt8>) -> [UInt8] {
    Array(SHA256.hash(content).description.utf8)
  }

  /// The saved trial. Throws `SavedTrialError` if the state is damaged, or this program's task of that name has another
  /// version.
  public func makeTrial() throws -> any Trial {
    let experiment = try ExperimentRegistry.experiment(named: specification.task)
    guard (try? asked(of: experiment)) == specification else {
      throw SavedTrialError(
        reason: "it is of another version of the task \(specification.task); train again")
    }
    do { return try experiment.makeTrial(specification, resumingFrom: checkpoint) } catch let error as CheckpointError {
      throw SavedTrialError(reason: error.reason)
    }
  }

  /// Throws `SavedTrialError` if the trial is not of `task` or a setting does not have the `stated` value, and the
  /// errors of `Experiment.specification` if the stated values cannot be combined with the trial's other settings.
  public func require(task: String?, _ stated: [String: SettingValue]) throws {
    if let task, task != specification.task {
      throw SavedTrialError(reason: "its task is \(specification.task), not \(task)")
    }
    let asked = try asked(of: ExperimentRegistry.experiment(named: specification.task), stated)
    for name in stated.keys.sorted() where specification.settings[name] != asked.settings[name] {
      func text(_ value: SettingValue?) -> String { value.map { "\(name)=\($0)" } ?? "no \(name)" }
      throw SavedTrialError(
        reason: "its trial had \(text(specification.settings[name])), and \(text(asked.settings[name])) was asked for; "
          + "leave \(name) out or train again")
    }
  }

  /// The specification of the trial's settings in this version, with the `stated` values in their places.
  private func asked(of experiment: any Experiment, _ stated: [String: SettingValue] = [:]) throws -> TrialSpecification
  {
    let settings = experiment.task.completed(specification.settings)
    return try experiment.specification(settings.merging(stated) { $1 }, seed: specification.seed)
  }
}

/// A file from which no trial can be read.
public struct SavedTrialError: Error, CustomStringConvertible {
  /// The problem and, if there is one, the remedy.
  public let reason: String

  /// The reason, without the name of the file, which is unknown here.
  public var description: String { reason }
}
