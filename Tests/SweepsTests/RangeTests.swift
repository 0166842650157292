import Plans
import Sweeps
import Testing
import Trials

@Suite struct RangeTests {
  private func values(_ axis: String, _ range: String) throws -> [SettingValue] {
    try plan(grid: "{\(axis): \(range)}").axes[0].values
  }

  @Test func integersCountUpAndDownWithBothEnds() throws {
    #expect(try values("rareClasses", "{from: 0, to: 9}") == (0...9).map(SettingValue.integer))
    #expect(try values("rareClasses", "{from: 9, to: 0, step: -3}") == [9, 6, 3, 0].map(SettingValue.integer))
    #expect(try values("rareClasses", "{from: 4, to: 4}") == [.integer(4)])
  }

  @Test func stepsAreExactInDecimalSoThatARangeAndAListAreTheSameTrials() throws {
    let range = try plan(grid: "{learningRate: {from: 0.1, to: 0.7, step: 0.1}}")
    let list = try plan(grid: "{learningRate: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]}")
    #expect(range.trials == list.trials)
  }

  @Test func numbersAreSpacedOnALogarithmicOrLinearScale() throws {
    #expect(
      try values("learningRate", "{from: 0.001, to: 1, steps: 7, scale: log}")
        == [0.001, 0.00316228, 0.01, 0.0316228, 0.1, 0.316228, 1].map(SettingValue.number))
    #expect(
      try values("momentum", "{from: 0, to: 1, steps: 4}") == [0, 0.333333, 0.666667, 1].map(SettingValue.number))
    #expect(try values("momentum", "{from: 0.123456789, to: 1, steps: 2}") == [.number(0.123456789), .number(1)])
  }

  @Test(arguments: [
    ("{rareClasses: {from: 0}}", "grid.rareClasses.to: is missing; expected an integer from 0 to 9"),
    (
      "{rareClasses: {from: 0, to: 9, step: 2}}",
      "grid.rareClasses.step: steps of 2 from 0 do not meet 9; expected to: 8 or to: 10"
    ),
    ("{rareClasses: {from: 9, to: 0}}", "grid.rareClasses: steps of 1 do not lead from 9 to 0; expected step: -1"),
    (
      "{rareClasses: {from: 0, to: 20}}",
      "grid.rareClasses.to: 20 is no value of rareClasses; expected an integer from 0 to 9"
    ),
    (
      "{rareClasses: {from: 0, to: 9, stpe: 3}}",
      "grid.rareClasses.stpe: is no key of a range; expected one of from, to, step, steps, scale; did you mean step?"
    ),
    (
      "{epochs: {from: 1, to: 9, steps: 3}}",
      "grid.epochs.steps: is for numbers, and epochs takes integers; expected {from, to} or {from, to, step}"
    ),
    (
      "{momentum: {from: 0, to: 1}}",
      "grid.momentum: has no step; expected step, or steps with scale: linear or log"
    ),
    (
      "{momentum: {from: 0, to: 1, step: 0}}",
      "grid.momentum.step: steps of 0 do not lead from 0 to 1; expected a step other than 0"
    ),
    (
      "{momentum: {from: 0, to: 1, steps: 3, scale: log}}",
      "grid.momentum.scale: a logarithmic scale cannot reach zero or below; expected from and to above zero"
    ),
    (
      "{momentum: {from: 0, to: 1, step: 0.5, scale: log}}",
      "grid.momentum.scale: does not belong to this range; expected {from, to, step} or {from, to, steps, scale}"
    ),
    (
      "{momentum: {from: 0, to: 1, step: 0.5, steps: 3}}",
      "grid.momentum.steps: does not belong to this range; expected {from, to, step} or {from, to, steps, scale}"
    ),
    (
      "{momentum: {from: 0, to: 0x1, step: 0.5}}",
      "grid.momentum.to: 0x1 is not a decimal number; expected a number from 0.0 to 1.0"
    ),
    (
      "{momentum: {from: 0, to: 1, step: 1e-30}}",
      "grid.momentum.step: is a range of more than 100000 values; expected a larger step"
    ),
    (
      "{testBatchSize: {from: 0, to: 9223372036854775807}}",
      "grid.testBatchSize: is a range of more than 100000 values; expected a larger step"
    ),
    (
      "{dataset: {from: 1, to: 2}}",
      "grid.dataset: a range needs numbers; expected a list of values, each one of mnist, optdigits"
    ),
  ])
  func aRangeThatIsNoneIsOneError(grid: String, expected: String) {
    #expect(errors(grid: grid) == [expected])
  }
}
