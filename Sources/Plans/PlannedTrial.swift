public import Trials

/// One trial of the plan: its cell, its seed, and the complete specification with its identity.
public struct PlannedTrial: Sendable, Codable, Hashable {
  /// The identity of `specification`.
  public let identifier: TrialIdentifier
  /// The place of the trial's cell in `Plan.cells`.
  public let cell: CellIndex
  /// Everything that decides the trial's result.
  public let specification: TrialSpecification

  public init(cell: CellIndex, specification: TrialSpecification) {
    identifier = specification.identifier
    self.cell = cell
    self.specification = specification
  }

  /// The replicate of a cell with this seed.
  public init(cell: CellIndex, _ replicates: Replicates, seed: Int) {
    identifier = replicates.identifier(seed: seed)
    self.cell = cell
    specification = replicates.specification(seed: seed)
  }
}
