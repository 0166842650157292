import Trials

/// The settings of an environment.
struct ControlSettings: SettingGroup {
  let stepLimit: IntegerSetting
  let truncation: ChoiceSetting<Truncation>
  let solvedReturn: NumberSetting
  /// The settings that only this environment has.
  let others: [any AnySetting]

  /// Episodes have at most `steps` steps by default, which `stepHelp` explains. `solved` is the mean return that counts
  /// as solved.
  init(
    stepLimit steps: Int, _ stepHelp: String, truncation: ChoiceSetting<Truncation>, solved: Double,
    others: [any AnySetting] = []
  ) {
    stepLimit = IntegerSetting(
      "stepLimit", 1...100_000, default: steps, help: "steps after which an episode is over: " + stepHelp)
    self.truncation = truncation
    solvedReturn = NumberSetting(
      "solvedReturn", -1e6...1e6, default: solved,
      help: "the task counts as solved when the mean return of 100 episodes reaches this")
    self.others = others
  }
}
