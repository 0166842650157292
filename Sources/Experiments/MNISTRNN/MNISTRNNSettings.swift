import Layers
import Trials

/// The settings of the task `mnist-rnn`.
struct MNISTRNNSettings: SettingGroup {
  let training = ImageClassificationSettings(epochs: 10)
  let cell = ChoiceSetting(
    "cell", default: RecurrentCellKind.rnn,
    help: "rnn: h' = tanh(x W + h U); lstm and gru have gates; the normalization is on h, not on lstm's memory")
  let hiddenUnits = IntegerSetting("hiddenUnits", 1...16_384, default: 100, help: "width of h")
  let timeSteps = IntegerSetting("timeSteps", 1...100, default: 5, help: "how often the cell sees the image")
  let history = ChoiceSetting(
    "history", default: RecurrentNetwork.History.perStep,
    idleWhere: NormalizationSettings.idle(unless: { $0.multipliesByHistory || $0.keepsRunningStatistics }),
    help: """
      perStep: a normalization remembers each time step apart; shared: the first apart, all later as one; published: \
      all steps read one history, of which the next batch sees what the first step left
      """)
}
