import Layers
import Trials

/// The settings of the task `mnist-rnn`.
struct MNISTRNNSettings: SettingGroup {
  let training = ImageClassificationSettings(epochs: 10)
  let cell = ChoiceSetting(
    "cell", default: RecurrentCellKind.rnn,
    help: "rnn: h' = tanh(x W + h U); lstm and gru have gates; the normalization is on h, not on lstm's memory")
  let hiddenUnits = IntegerSetting("hiddenUnits", 1...16_384, default: 100, help: "width of h")
  let timeSteps = IntegerSetting("timeSteps", 1...100, default: 5, help: "times that the cell sees the image")
  let history = ChoiceSetting(
    "history", default: RecurrentNetwork.History.perStep,
    idleWhere: NormalizationSettings.idle(unless: { $0.multipliesByHistory || $0.keepsRunningStatistics }),
    help: """
      perStep: a history for each time step; shared: one for the first step and one for all later; published: one for \
      all steps, of which the next batch sees the first step's
      """)
}
