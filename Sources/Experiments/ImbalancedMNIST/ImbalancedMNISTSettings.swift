import Trials

/// The settings of the task `imbalanced-mnist`.
struct ImbalancedMNISTSettings: SettingGroup {
  let training = ImageClassificationSettings(epochs: 1)
  let hiddenUnits = IntegerSetting("hiddenUnits", 1...16_384, default: 1000, help: "width of both hidden layers")
}
