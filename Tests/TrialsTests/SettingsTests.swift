import Testing
import Trials

private struct Sizes: SettingGroup {
  let width = IntegerSetting("width", 1...9, default: 3, help: "The width.")
  let scale = NumberSetting("scale", 0...1, default: 1, former: 0.5, help: "The scale.")
}

private struct Drawing: SettingGroup {
  enum Ink: String, CaseIterable {
    case black, white
  }

  let sizes = Sizes()
  let ink = ChoiceSetting("ink", default: Ink.black, help: "The colour.")
  let others: [any AnySetting] = [BooleanSetting("framed", default: false, help: "Whether it has a frame.")]
}

@Suite struct SettingsTests {
  @Test func aGroupListsItsSettingsInTheOrderOfItsProperties() {
    #expect(Drawing().declarations.map(\.name) == ["width", "scale", "ink", "framed"])
    #expect(Drawing().declarations.map(\.defaultValue) == [.integer(3), .number(1), .text("black"), .boolean(false)])
  }

  @Test func aValueIsReadWithItsTypeByThePropertysName() {
    let settings = Settings(Drawing(), ["width": .integer(7), "scale": .number(0.25), "ink": .text("white")])
    #expect(settings.sizes.width == 7 && settings.sizes.scale == 0.25 && settings.ink == .white)
  }

  @Test func aSettingThatIsLeftOutHasItsFormerValue() {
    #expect(Settings(Sizes(), ["width": .integer(7)]).scale == 0.5)
  }

  @Test func aValueOfAnotherKindIsAMistake() async {
    await #expect(processExitsWith: .failure) { _ = Settings(Sizes(), ["width": .number(7)]).width }
  }

  @Test func twoSettingsOfOneNameAreAMistake() async {
    await #expect(processExitsWith: .failure) {
      let settings = Sizes().declarations + Sizes().declarations
      _ = TaskDescription(name: "toy", version: 1, summary: "", settings: settings, metrics: [])
    }
  }
}
