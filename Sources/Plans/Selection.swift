public import Trials

/// What a search chose for every arm, and from what.
public struct Selection: Sendable, Codable {
  /// By what was chosen.
  public let rule: SelectionRule
  /// The arms, in the order of the report's cells.
  public let arms: [Arm]

  /// A point of the axes that are not chosen over, with its search.
  public struct Arm: Sendable, Codable {
    /// The values of those axes.
    public let coordinates: [String: SettingValue]
    /// The candidates, in the order of the sweep file.
    public let candidates: [Candidate]
    /// The values of the candidate that was chosen.
    public let chosen: [String: SettingValue]

    /// An arm.
    public init(coordinates: [String: SettingValue], candidates: [Candidate], chosen: [String: SettingValue]) {
      self.coordinates = coordinates
      self.candidates = candidates
      self.chosen = chosen
    }
  }

  /// A point of the axes that are chosen over, with the metric's values there.
  public struct Candidate: Sendable, Codable {
    /// The values of the axes.
    public let values: [String: SettingValue]
    /// The metric by the search's seeds; nil where the run diverged.
    public let scores: [Double?]

    /// A candidate.
    public init(values: [String: SettingValue], scores: [Double?]) {
      self.values = values
      self.scores = scores
    }
  }

  /// What a search chose.
  public init(rule: SelectionRule, arms: [Arm]) {
    self.rule = rule
    self.arms = arms
  }
}
