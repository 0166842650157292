import Testing
import Trials

@Suite struct TrialPictureTests {
  private let picture = TrialPicture(
    name: "samples", width: 2, height: 1, channels: 3, pixels: [0, 1, 2, 253, 254, 255])

  @Test func picturesSurviveTheEncodingOfTheirResult() throws {
    let result = TrialResult(.finished(["loss": 1]), pictures: [picture])
    let bytes = try result.encoded()
    #expect(try TrialResult(encoded: bytes) == result)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"curves":{},"metrics":{"loss":1},"pictures":[{"channels":3,"height":1,"name":"samples","#
        + #""pixels":"AAEC/f7/","width":2}]}"#)
  }

  @Test func aResultWithoutPicturesHasTheBytesOfOlderVersions() throws {
    let bytes = try TrialResult(.finished(["loss": 1]), pictures: []).encoded()
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"curves":{},"metrics":{"loss":1}}"#)
  }

  @Test(arguments: [
    #""width":3,"height":1,"channels":3"#, #""width":6,"height":1,"channels":2"#,
    #""width":-2,"height":-1,"channels":3"#,
    #""width":0,"height":0,"channels":1"#, #""width":4611686018427387904,"height":4611686018427387904,"channels":1"#,
    #""width":6,"height":1"#,
  ])
  func aPictureWhoseSidesDoNotFitItsPixelsIsRefused(sides: String) {
    let text = #"{"curves":{},"metrics":{},"pictures":[{"name":"x","pixels":"AAEC/f7/",\#(sides)}]}"#
    #expect(throws: DecodingError.self) { try TrialResult(encoded: Array(text.utf8)) }
  }
}
