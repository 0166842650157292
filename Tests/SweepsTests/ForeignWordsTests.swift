import Plans
import Sweeps
import Testing

/// Words of other systems' sweep files get one useful error.
@Suite struct ForeignWordsTests {
  @Test(arguments: [
    (
      "{normalization: {values: [none, rn]}}",
      "grid.normalization: values is no key of a range; expected the list itself: normalization: [none, rn]"
    ),
    (
      "{rareClasses: {min: 0, max: 9}}",
      "grid.rareClasses: min is no key of a range; expected {from: 0, to: 9}"
    ),
    (
      "{learningRate: {distribution: log_uniform_values, min: 0.001, max: 1}}",
      "grid.learningRate: min is no key of a range; expected {from: 0.001, to: 1, steps: 5, scale: linear}"
    ),
    (
      "{rareClasses: {type: range, min: 0, max: 9, step: 3}}",
      "grid.rareClasses: min is no key of a range; expected {from: 0, to: 9, step: 3}"
    ),
    (
      "{normalization: {type: choice, options: [none, rn]}}",
      "grid.normalization: options is no key of a range; expected the list itself: normalization: [none, rn]"
    ),
    (
      "{normalization: {type: choice}}",
      "grid.normalization: type is no key of a range; expected a list of values or a range {from: …, to: …}"
    ),
    (
      "{epochs: [1], momentum: {value: 0.5}}",
      "grid.momentum: value is no key of a range; expected the value itself, under fixed: momentum: 0.5"
    ),
    (
      "{epochs: [1], seed: [1, 2, 3]}",
      "grid.seed: seeds are no setting; expected seeds: [1, 2, 3] at the top of the file"
    ),
    (
      "{epochs: [1], seed: 7}",
      "grid.seed: seeds are no setting; expected seeds: [7] at the top of the file"
    ),
  ])
  func anAxisInForeignWordsIsTranslated(grid: String, expected: String) {
    #expect(errors(grid: grid) == [expected])
  }

  private let rest = "task: imbalanced-mnist\nseeds: 2\ngrid: {epochs: [1, 2]}\nfixed: {semantics: published}\n"

  @Test(arguments: [("goal: minimize", "minimize"), ("goal: maximise", "maximize"), ("mode: min", "minimize")])
  func theGoalOfAMetricIsItsDirection(goal: String, direction: String) {
    let found = errors(rest + "metric: {name: testError, \(goal)}")
    let key = goal.prefix(4)
    #expect(found == ["sweep.yaml:5: metric.\(key): is called direction here; expected direction: \(direction)"])
  }

  @Test(arguments: [
    ("{value: published}", "value is no way to state a value; expected the value itself: semantics: published"),
    (
      "{values: [published]}",
      "values is no way to state a value; expected the list itself, under grid: semantics: [published]"
    ),
  ])
  func aFixedValueIsStatedPlainly(value: String, expected: String) {
    #expect(
      errors(rest.replacing("semantics: published", with: "semantics: \(value)")) == [
        "sweep.yaml:4: fixed.semantics: \(expected)"
      ])
  }

  @Test func aFileOfAnotherSystemIsAnsweredKeyByKey() {
    #expect(
      errors(
        """
        program: train.py
        method: grid
        metric: {goal: minimize, name: loss}
        parameters:
          seed: {values: [1, 2]}
        """
      ) == [
        "sweep.yaml:1: program: is no key of a sweep file; expected nothing: the task says what runs",
        "sweep.yaml:2: method: is no key of a sweep file; expected nothing: every cell of the grid runs with every seed",
        "sweep.yaml:4: parameters: is no key of a sweep file; expected settings that vary under grid, with their values, "
          + "and the others under fixed",
      ])
  }

  @Test func aFilesNameThatCannotBeTheSweepsIsRefused() throws {
    for file in ["a\u{1B}[2J.yaml", ".yaml"] {
      let error = #expect(throws: SweepFileErrors.self) { try plan(rest, file: file) }
      #expect(error?.description.contains(":1: name: the file's name ") == true)
    }
    #expect(try plan(rest + "name: good", file: ".yaml").name == "good")
  }

  @Test func aNameWithControlCharactersIsRefusedAndShownSafely() {
    let found = errors(rest + "name: \"a\\e[2J\"")
    #expect(found.count == 1 && found[0].contains("name: a\\u{1b}[2J cannot name a folder"), "\(found)")
  }
}
