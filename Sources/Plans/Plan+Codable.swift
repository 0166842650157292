import Trials

extension Plan {
  /// Decodes a plan. One that was written before plans had limits has the usual ones.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name), task: try container.decode(String.self, forKey: .task),
      metric: try container.decode(Metric.self, forKey: .metric),
      metrics: try container.decode([Metric].self, forKey: .metrics),
      axes: try container.decode([Axis].self, forKey: .axes),
      layout: try container.decode(TableLayout.self, forKey: .layout),
      limits: try container.decodeIfPresent(AttemptLimits.self, forKey: .limits) ?? AttemptLimits(),
      cells: try container.decode([Cell].self, forKey: .cells), seeds: try container.decode([Int].self, forKey: .seeds),
      trials: try container.decode([PlannedTrial].self, forKey: .trials),
      stage: try container.decodeIfPresent(PlanStage.self, forKey: .stage),
      design: try container.decodeIfPresent(SeedDesign.self, forKey: .design))
  }
}
