import Foundation
import Reporting
import Testing

/// What `export` writes for other programs, read by them.
@Suite struct ExportedRecordsTests {
  private let sweep: ToySweep

  init() throws { sweep = try ToySweep(seeds: 3) }

  private func run() async throws {
    try await regnorm("run", "toy.yaml", "--out", "results/toy", "--workers", "1", in: sweep.folder)
  }

  /// Runs `script`, which must succeed, in the sweep's folder.
  private func python(_ script: String) async throws {
    try script.write(to: sweep.file("script.py"), atomically: true, encoding: .utf8)
    try await Command(["script.py"], of: #require(PythonEnvironment.interpreter), in: sweep.folder).finish()
  }

  /// The scripts in the page about the database.
  private func documentedScripts() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Sources/Results/Results.docc/TheDatabase.md"), encoding: .utf8)
    return page.components(separatedBy: "```python\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }

  @Test func everyTrialIsALineWithItsSettingsMetricsAndTime() async throws {
    try await run()
    let csv = try await regnorm("export", "results/toy", "trials", in: sweep.folder)
    let lines = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { $0.count == lines[0].count })
    let records = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    #expect(Set(records.map { "\($0["normalization"]!) \($0["seed"]!)" }).count == 6)
    #expect(records.allSatisfy { $0["state"] == "done" && $0["attempts"] == "1" && $0["digest"]?.count == 64 })
    #expect(records.allSatisfy { Double($0["seconds"]!)! > 0 && Double($0["testError"]!) != nil })
    try await regnorm("export", "results/toy", "trials", "--output", "trials.csv", in: sweep.folder)
    #expect(try String(contentsOf: sweep.file("trials.csv"), encoding: .utf8) == csv)
  }

  @Test func aCurvesPointsAndAnAttemptAreLinesOfTheirTrials() async throws {
    try await run()
    let trials = try await regnorm("export", "results/toy", "trials", in: sweep.folder)
    for records in ["curves", "attempts"] {
      let text = try await regnorm("export", "results/toy", records, "--format", "jsonl", in: sweep.folder)
      let objects = try text.split(separator: "\n").map {
        try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(Set(objects.compactMap { $0["trial"] as? String }).count == 6)
      #expect(objects.allSatisfy { trials.contains($0["trial"] as? String ?? "-") })
      if records == "attempts" { #expect(objects.allSatisfy { $0["end"] != nil && $0["cause"] == nil }) }
    }
  }

  @Test func theTimeOfATrialIsAMetricOfTablesComparisonsAndReports() async throws {
    try await run()
    let table = try await regnorm("table", "results/toy", "--metric", "seconds", in: sweep.folder)
    #expect(table.contains("seconds (s) ↓"))
    try await regnorm("compare", "results/toy", "--metric", "seconds", in: sweep.folder)
    try await regnorm("plot", "results/toy", "seeds", "--metric", "seconds", in: sweep.folder)
    let page = try await regnorm(
      "report", "results/toy", "--metric", "seconds", "--output", "-", in: sweep.folder)
    #expect(page.contains("seconds (s)"))
  }

  @Test(.enabled(if: PythonEnvironment.interpreter != nil, Comment(rawValue: PythonEnvironment.absence)))
  func theDocumentedScriptsOfPandasAndDuckDBGiveTheTable() async throws {
    try await run()
    try await regnorm("export", "results/toy", "trials", "--output", "trials.csv", in: sweep.folder)
    try await regnorm(
      "export", "results/toy", "curves", "--format", "jsonl", "--output", "curves.jsonl", in: sweep.folder)
    try await regnorm("table", "results/toy", "--format", "json", "--output", "table.json", in: sweep.folder)
    let scripts = try documentedScripts()
    #expect(scripts.count == 3)
    for script in scripts {
      #expect(script.split(separator: "\n").count <= 10)
      try await python(
        script + """

          import json
          for cell in json.load(open("table.json")):
            row = table.loc[cell["normalization"]]
            for name in "mean", "standardError", "n":
              assert abs(row[name] - cell[name]) < 1e-9, (cell, row)
          """)
    }
  }

  @Test(.enabled(if: PythonEnvironment.interpreter != nil, Comment(rawValue: PythonEnvironment.absence)))
  func tensorBoardReadsEveryCurveAndMetric() async throws {
    try await run()
    try await regnorm("export", "results/toy", "trials", "--format", "jsonl", "--output", "trials", in: sweep.folder)
    try await regnorm("export", "results/toy", "curves", "--format", "jsonl", "--output", "curves", in: sweep.folder)
    try await regnorm("export", "results/toy", "tensorboard", "--output", "runs", in: sweep.folder)
    try await python(
      """
      import json
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

      for trial in map(json.loads, open("trials")):
        run = EventAccumulator(f"runs/normalization={trial['normalization']}/seed={trial['seed']}", {"scalars": 0}).Reload()
        for metric in "testError", "seconds":
          assert abs(run.Scalars(f"final/{metric}")[0].value - trial[metric]) < 1e-5 * abs(trial[metric]) + 1e-9
        points = [point for point in map(json.loads, open("curves")) if point["trial"] == trial["trial"]]
        for curve in {point["curve"] for point in points}:
          ours = [(point["x"], point["value"]) for point in points if point["curve"] == curve]
          theirs = [(point.step, point.value) for point in run.Scalars(curve)]
          assert [step for step, _ in ours] == [step for step, _ in theirs]
          assert all(abs(a[1] - b[1]) <= 1e-6 * abs(a[1]) for a, b in zip(ours, theirs))
      """)
  }

  @Test(.enabled(if: PythonEnvironment.interpreter != nil, Comment(rawValue: PythonEnvironment.absence)))
  func vegaDrawsEveryFigure() async throws {
    try sweep.write(seeds: 3, epochs: 2, columns: true)
    try await run()
    let kinds = FigureKind.allCases.map(\.rawValue)
    for kind in kinds {
      let json = try await regnorm(
        "plot", "results/toy", kind, "--reference", "none", "--format", "vega-lite", "--output", "-", in: sweep.folder)
      try json.write(to: sweep.file("\(kind).json"), atomically: true, encoding: .utf8)
    }
    try await python(
      """
      import json
      import vl_convert

      for kind in \(kinds):
        specification = json.load(open(f"{kind}.json"))
        picture = vl_convert.vegalite_to_svg(specification)
        assert all(text in picture for text in ("none", "rn")) or kind in ("improvement", "timeline"), kind
        assert "NaN" not in picture and "Infinity" not in picture, kind
        for view in specification["concat"]:
          alone = vl_convert.vegalite_to_svg({**view, "config": {"axis": {"grid": False, "ticks": False, "domain": False}}})
          points = view["data"]["values"]
          # A mark for each point, or for each line of points.
          marks = len(points) if kind in ("seeds", "forest", "iqm", "improvement", "heat", "scatter", "timeline", "ranks") \
            else len({point.get("cell", point["arm"]) for point in points})
          assert points and alone.count("<path") >= marks, (kind, len(points), alone.count("<path"))
      """)
  }

  @Test(.enabled(if: PythonEnvironment.interpreter != nil, Comment(rawValue: PythonEnvironment.absence)))
  func safetensorsLoadsWhatATrialSaves() async throws {
    try await regnorm(
      "trial", "--task", "imbalanced-mnist", "--quiet", "--save", "net.safetensors", "normalization=none", "epochs=1",
      "dataset=optdigits", "hiddenUnits=50", in: sweep.folder)
    try await python(
      """
      import numpy
      from safetensors import safe_open

      with safe_open("net.safetensors", "numpy") as file:
        assert file.metadata()["task"] == "imbalanced-mnist"
        arrays = {name: file.get_tensor(name) for name in file.keys()}
      assert any(array.ndim == 2 and 50 in array.shape for array in arrays.values()), arrays.keys()
      assert all(array.dtype == numpy.float32 and numpy.isfinite(array).all() for array in arrays.values())
      """)
  }
}
