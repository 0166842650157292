import Plans
import Sweeps
import Testing

@Suite struct SweepFileErrorTests {
  @Test func everyIndependentErrorIsReportedInTheOrderOfTheFile() {
    let found = errors(
      """
      name: ../x
      task: imbalanced-mnist
      metric: testErorr
      seeds: 0
      grid:
        normalisation: [none]
        rareClasses: [0, 10, 1.0, yes]
        epochs: []
        learningRate: 0.1
        probe:
      fixed:
        batchSizes: 3
        rareFraction: 2
        epochs: 3
        dataset: [mnist]
        dropout: 0.5
      table:
        row: normalization
      colour: red
      """)
    let settings =
      "normalization, semantics, rareClasses, rareFraction, dataset, epochs, batchSize, learningRate, momentum, "
      + "hiddenUnits, testBatchSize, probe"
    #expect(
      found == [
        "sweep.yaml:1: name: ../x cannot name a folder; expected a name for the folder of results, without / and not "
          + "beginning with a dot",
        "sweep.yaml:3: metric: testErorr is no metric of imbalanced-mnist; expected one of testError, testLoss, "
          + "trainLoss; did you mean testError?",
        "sweep.yaml:4: seeds: 0 is no count of seeds from 1 to 1000000; expected a count, a range 1-5 or {from: 1, "
          + "to: 5}, or a list [1, 2, 3]",
        "sweep.yaml:6: grid.normalisation: imbalanced-mnist has no such setting; did you mean normalization?",
        "sweep.yaml:7: grid.rareClasses: 10 is no value of rareClasses; expected an integer from 0 to 9",
        "sweep.yaml:7: grid.rareClasses: 1.0 is no value of rareClasses; expected an integer from 0 to 9; did you mean "
          + "1?",
        "sweep.yaml:7: grid.rareClasses: yes is no value of rareClasses; expected an integer from 0 to 9",
        "sweep.yaml:8: grid.epochs: has no values; expected at least one: an integer from 1 to 1000",
        "sweep.yaml:9: grid.learningRate: 0.1 is one value; expected a list: [0.1]",
        "sweep.yaml:10: grid.probe: nothing is not a list; expected a list of values or a range {from: …, to: …}",
        "sweep.yaml:11: fixed.semantics: is missing and has no default; expected one of published, corrected, here or as "
          + "an axis of the grid",
        "sweep.yaml:12: fixed.batchSizes: imbalanced-mnist has no such setting; did you mean batchSize?",
        "sweep.yaml:13: fixed.rareFraction: 2 is no value of rareFraction; expected a number from 0.0 to 1.0",
        "sweep.yaml:14: fixed.epochs: is an axis too, in line 8; expected the setting under fixed or under grid, not both",
        "sweep.yaml:15: fixed.dataset: a list is not a value; expected one of mnist, optdigits",
        "sweep.yaml:16: fixed.dropout: imbalanced-mnist has no such setting; expected one of \(settings)",
        "sweep.yaml:19: colour: is no key of a sweep file; expected one of name, task, metric, seeds, select, report, "
          + "grid, exclude, fixed, limits, table",
      ])
  }

  @Test func aTabIsCalledATab() {
    let found = errors("task: imbalanced-mnist\r\nseeds: 2\r\ngrid:\r\n\tnormalization: [ln]\r\n")
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("sweep.yaml:4: is not valid YAML") && found[0].hasSuffix("with spaces, not with tabs"))
  }

  @Test func exclusionsThatCannotMatchTheGridAreReported() {
    let found = errors(
      """
      task: imbalanced-mnist
      metric: {name: testError, direction: minimise}
      seeds: [1, -2, x]
      grid:
        normalization: [none, ln, rn]
        zip:
          - {rareClasses: [1, 2], epochs: [1, 2]}
      exclude:
        - {normalization: bn}
        - {rareClasses: 1, epochs: 2}
        - {epoch: 1}
        - {}
        - {probe: true}
      table:
        rows: normalizations
        columns: probe
        reference: non
      fixed:
        semantics: published
      """)
    #expect(
      found == [
        "sweep.yaml:2: metric.direction: minimise is no direction; expected one of minimize, maximize; did you mean "
          + "minimize?",
        "sweep.yaml:3: seeds: -2 is no value of seed; expected an integer of at least 0",
        "sweep.yaml:3: seeds: x is no value of seed; expected an integer of at least 0",
        "sweep.yaml:9: exclude.normalization: bn is not on the axis normalization; expected one of none, ln, rn",
        "sweep.yaml:10: exclude: matches no cell; expected a combination of the grid",
        "sweep.yaml:11: exclude.epoch: is no axis of this grid; expected one of normalization, rareClasses, epochs; did "
          + "you mean epochs?",
        "sweep.yaml:12: exclude: names no axis; expected axes with the values to leave out",
        "sweep.yaml:13: exclude.probe: is no axis of this grid; expected one of normalization, rareClasses, epochs",
        "sweep.yaml:15: table.rows: normalizations is no axis of this grid; expected one of normalization, rareClasses, "
          + "epochs; did you mean normalization?",
        "sweep.yaml:16: table.columns: probe is no axis of this grid; expected one of normalization, rareClasses, epochs",
        "sweep.yaml:17: table.reference: non is not on the axis normalization; expected one of none, ln, rn; did you "
          + "mean none?",
      ])
  }

  @Test(arguments: [
    ("", "sweep.yaml:1: is empty; expected a sweep: task, seeds, grid"),
    ("- a", "sweep.yaml:1: a list is no mapping; expected key: value"),
    (
      "task: [",
      "sweep.yaml:2: is not valid YAML: while parsing a flow node (line 2), did not find expected node content"
    ),
    (
      "seeds: 1\ntask: a\ntask: b", "sweep.yaml:2: task: is stated more than once in this mapping, first here; keep one"
    ),
    ("a: 1\nb: *c", "sweep.yaml:2: is not valid YAML: found undefined alias"),
    ("a: 1\nb: \u{7}", "sweep.yaml:2: is not valid YAML: control characters are not allowed"),
    (
      "task: a\n---\ntask: b",
      "sweep.yaml:2: is not valid YAML: expected a single document in the stream (line 1), but found another document"
    ),
    (
      "seeds: 1\ngrid: {epochs: [1]}\ntask: imbalanced-mnits",
      "sweep.yaml:3: task: imbalanced-mnits is no task; expected imbalanced-mnist; did you mean imbalanced-mnist?"
    ),
    (
      "task: imbalanced-mnist\nseeds: 1\ngrid:\n  semantics: [published, corrected]\n  normalization: [none, rbn]",
      "sweep.yaml:5: grid.normalization: published rbn cannot train when the batch's size changes "
        + "(normalization, semantics; 1 of 4 cells, the first: semantics=published normalization=rbn)"
    ),
    (
      "task: imbalanced-mnist\nseeds: 1\nfixed:\n  semantics: published\n  normalization: rbn\ngrid: {epochs: [1, 2]}",
      "sweep.yaml:5: fixed.normalization: published rbn cannot train when the batch's size changes "
        + "(normalization, semantics; 2 of 2 cells, the first: epochs=1)"
    ),
    (
      "task: imbalanced-mnist\nseeds: 1\nfixed: {semantics: published}\ngrid: {epochs: [1]}\nexclude: [{epochs: 1}]",
      "sweep.yaml:4: grid: has no cells left; expected an exclude that leaves some"
    ),
    (
      "task: imbalanced-mnist\nseeds: 1\nfixed: {semantics: published}\ngrid: {epochs: [1]}\ntable: {columns: epochs}",
      "sweep.yaml:5: table: leaves no axis for the rows; expected columns only where there is another axis"
    ),
    (
      "task: imbalanced-mnist\nseeds: 1\nfixed: {semantics: published}\ngrid: {epochs: [1]}\n"
        + "table:\n  rows: epochs\n  columns: epochs",
      "sweep.yaml:7: table.columns: epochs is on the rows already; expected another axis, or no columns"
    ),
  ])
  func oneErrorIsOneLine(yaml: String, expected: String) {
    #expect(errors(yaml) == [expected])
  }

  @Test(arguments: [
    ("{}", "grid: has no axes; expected at least one: normalization: [none, rn]"),
    ("[1]", "grid: a list is no mapping; expected key: value"),
    ("{probe: [yes]}", "grid.probe: yes is no value of probe; expected true or false; did you mean true?"),
    ("{probe: [false, no]}", "grid.probe: no is no value of probe; expected true or false; did you mean false?"),
    ("{rareClasses: [1, 2, 1]}", "grid.rareClasses: 1 is stated twice; expected each value once"),
    ("{learningRate: [0.1, 1e-1]}", "grid.learningRate: 0.1 is stated twice; expected each value once"),
    ("{learningRate: [nan]}", "grid.learningRate: nan is no value of learningRate; expected a number from 0.0 to 10.0"),
    (
      "{zip: {epochs: [1]}}",
      "grid.zip: a mapping is not a list; "
        + "expected a list of groups: - {learningRate: [0.01, 0.1], epochs: [2, 1]}"
    ),
    ("{zip: [{epochs: [1]}]}", "grid.zip: has one axis, with which no other advances; expected two axes or more"),
    (
      "{zip: [{epochs: [1, 2], batchSize: [3]}]}",
      "grid.zip.batchSize: has 1 value; expected 2, as epochs, with which it advances"
    ),
    (
      "{zip: [{epochs: [1, 1], batchSize: [2, 2]}]}",
      "grid.zip: 1, 2 is stated twice; expected each combination once"
    ),
    (
      "{epochs: [1], zip: [{epochs: [1], batchSize: [2]}]}",
      "grid.zip.epochs: is an axis already in line 4; expected each axis once"
    ),
    (
      "{hiddenUnits: {from: 1, to: 100000}, batchSize: {from: 1, to: 1000}}",
      "grid: spans 100000 × 1000 × 2 = 200000000 trials; expected at most 1000000; split the sweep"
    ),
  ])
  func anErrorOfTheGridIsOneLine(grid: String, expected: String) {
    #expect(errors(grid: grid) == [expected])
  }

  @Test func severalErrorsAreCountedFirst() {
    let errors = #expect(throws: SweepFileErrors.self) { try plan("task: x\ntsak: y\nseeds: 1\ngrid: {}") }
    #expect(errors?.description.hasPrefix("2 errors\nsweep.yaml:1: task: x is no task; ") == true)
    #expect(errors?.errors.map(\.key) == ["task", "tsak"])
    #expect(errors?.errors.map(\.column) == [1, 1])
  }

  @Test func aFileThatCannotBeReadIsNamedWithTheReason() {
    let error = #expect(throws: UnreadableSweepFile.self) {
      try Plan(contentsOf: "no/such.yaml", experiments: [ToyExperiment()])
    }
    #expect(error?.description == "cannot read the sweep file no/such.yaml: there is no such file")
    let directory = #expect(throws: UnreadableSweepFile.self) {
      try Plan(contentsOf: "/", experiments: [ToyExperiment()])
    }
    #expect(directory?.reason == "it is a directory; name a file in it")
  }
}
