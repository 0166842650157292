import ArgumentParser
import Trials

extension TaskDescription {
  /// The values of settings that a command line states as `name=value`.
  func stated(_ arguments: [String]) throws -> [String: SettingValue] {
    var values: [String: SettingValue] = [:]
    for text in arguments {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw ValidationError("\(text) is not a setting; write name=value") }
      guard let setting = setting(parts[0]) else { throw UnknownSetting(parts[0], in: self) }
      guard values.updateValue(try setting.parse(parts[1]), forKey: parts[0]) == nil else {
        throw ValidationError("\(parts[0]) is stated twice")
      }
    }
    return values
  }
}
