import Plans
import Results
import Trials

/// A record a point of a sweep's curves.
struct CurveRecords {
  private let sweep: StoredSweep
  private let task: TaskDescription?

  init(of sweep: StoredSweep, task: TaskDescription?) {
    self.sweep = sweep
    self.task = task
  }

  func write(as format: RecordFormat, to write: (String) throws -> Void) throws -> [DamagedResult] {
    try write(format.heading(Self.names))
    return try sweep.forEachTrial(as: TrialResult.init(encoded:)) { stored in
      let trial = JSONValue.text("\(stored.trial.identifier)")
      for (name, points) in (stored.accepted?.value.curves ?? [:]).sorted(by: { $0.key < $1.key }) {
        let curve = task?.curve(name)
        let place = curve?.place
        let (unit, xUnit) = (curve.map { JSONValue.text($0.unit) } ?? .null, curve.map { $0.axis.rawValue })
        for point in points {
          try write(
            format.record(
              Self.names,
              [
                trial, .text(curve?.name ?? name), place?.net.map(JSONValue.text) ?? .null,
                place.map { .text($0.layer) } ?? .null, place?.timeStep.map(JSONValue.integer) ?? .null,
                .integer(point.step), xUnit.map(JSONValue.text) ?? .null, .number(point.value), unit,
              ]))
        }
      }
    }
  }

  private static let names = ["trial", "curve", "net", "layer", "timeStep", "x", "xUnit", "value", "unit"]
}
