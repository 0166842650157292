public import Plans
public import Trials

extension Plan {
  /// The most trials of a sweep file, before exclusions. So many expand in seconds and fit in memory.
  public static let maximumTrials = 1_000_000

  /// Reads and expands the sweep file at `path`; `-` is standard input. A text from a pipe must state the sweep's name.
  ///
  /// Throws `UnreadableSweepFile` if no text can be read, and `SweepFileErrors` with all errors in the text.
  public init(contentsOf path: String, experiments: [any Experiment]) throws {
    let text = try SweepFileText(path: path)
    try self.init(yaml: text.yaml, file: text.file, defaultName: text.defaultName, experiments: experiments)
  }

  /// Expands the sweep file with the text `yaml`. `file` is its name in errors and, without folder and extension, the
  /// sweep's name if the text states none.
  ///
  /// A plan is a pure function of the text and the tasks. No trial is planned twice: cells that differ only in settings
  /// that their trials do not use share their trials. Throws `SweepFileErrors` with all errors.
  public init(yaml: String, file: String, experiments: [any Experiment]) throws {
    let name = SweepFileText.withoutExtension(file.split(separator: "/").last.map(String.init) ?? file)
    try self.init(yaml: yaml, file: file, defaultName: name, experiments: experiments)
  }

  private init(yaml: String, file: String, defaultName: String?, experiments: [any Experiment]) throws {
    var reader = SweepFileReader(file: file, experiments: experiments)
    let sweep = try reader.read(yaml: yaml, defaultName: defaultName)
    try self.init(sweep, file: file)
  }

  private init(_ sweep: SweepFile, file: String) throws {
    let points = sweep.grid.points.filter { point in !sweep.exclusions.contains { $0.matches(point) } }
    guard !points.isEmpty else {
      let place = sweep.places.grid.place
      throw SweepFileErrors([
        SweepFileError(
          file: file, line: place.line, column: place.column, key: "grid",
          message: "has no cells left; expected an exclude that leaves some")
      ])
    }
    let axes = sweep.grid.axes
    let specifications = try Self.specifications(of: points, axes: axes, sweep, file: file)
    var firstCells: [TrialSpecification: CellIndex] = [:]
    let cells = zip(points, specifications).enumerated().map { number, cell in
      let index = CellIndex(number)
      let sameAs = firstCells[cell.1]
      if sameAs == nil { firstCells[cell.1] = index }
      return Cell(index: index, coordinates: cell.0, sameAs: sameAs)
    }
    let task = sweep.experiment.task
    let replicated = cells.filter { $0.sameAs == nil }.map {
      ($0.index, Replicates(of: specifications[$0.index.number]))
    }
    self.init(
      name: sweep.name, task: task.name, metric: sweep.metric,
      metrics: task.metrics.map { $0.name == sweep.metric.name ? sweep.metric : $0 }, axes: axes, layout: sweep.layout,
      limits: sweep.limits, cells: cells, seeds: sweep.seeds,
      trials: sweep.seeds.flatMap { seed in
        replicated.map { cell, replicates in PlannedTrial(cell: cell, replicates, seed: seed) }
      }, stage: sweep.selection.map { .selecting($0) })
    if let place = sweep.places.selection { try requireFairSelection(of: sweep, at: place, file: file) }
  }

  /// One specification for each point of the grid, with the first seed. Combinations of values that the task refuses
  /// are collected: each kind of conflict is one error, whatever the number of its cells.
  private static func specifications(
    of points: [[String: SettingValue]], axes: [Axis], _ sweep: SweepFile, file: String
  ) throws -> [TrialSpecification] {
    var specifications: [TrialSpecification] = []
    var conflicts: [(conflict: SettingConflict, first: Cell, count: Int)] = []
    for (index, point) in points.enumerated() {
      do {
        let stated = sweep.fixed.merging(point) { _, coordinate in coordinate }
        specifications.append(try sweep.experiment.specification(stated, seed: sweep.seeds[0]))
      } catch let conflict as SettingConflict {
        if let known = conflicts.firstIndex(where: { $0.conflict.description == conflict.description }) {
          conflicts[known].count += 1
        } else {
          conflicts.append((conflict, Cell(index: CellIndex(index), coordinates: point), 1))
        }
      }
    }
    guard conflicts.isEmpty else {
      throw SweepFileErrors(
        conflicts.map { conflict, first, count in
          let place = conflict.settings.lazy.compactMap { sweep.places.settings[$0] }.first ?? sweep.places.task
          return SweepFileError(
            file: file, line: place.place.line, column: place.place.column, key: place.key,
            message: "\(conflict.reason) (\(conflict.settings.joined(separator: ", ")); \(count) of "
              + "\(counted(points.count, "cell")), the first: \(first.text(in: axes)))")
        })
    }
    return specifications
  }
}
