import Tensors
import TestSupport
import Testing
import Trials

@testable import Experiments

@Suite struct GreyImagesTests {
  private func images(_ intensities: [Float], width: Int, height: Int) -> GreyImages {
    let count = intensities.count / (width * height)
    return GreyImages(
      Tape(gradients: false).tensor(.of(intensities), [count, width * height]), width: width, height: height)
  }

  @Test func intensitiesBecomeBytesAndStayWithinThem() {
    let images = images([0, 0.5, 1, -2, 7, .nan], width: 3, height: 2)
    #expect(images.images == [[0, 128, 255, 0, 255, 0]])
  }

  @Test func aGridFramesItsImagesAndLeavesMissingOnesBlank() {
    let picture = images([0, 0.2, 1], width: 1, height: 1).grid(named: "grid", columns: 2)
    #expect(picture.width == 5 && picture.height == 5 && picture.channels == 1)
    #expect(
      picture.pixels == [
        96, 96, 96, 96, 96,
        96, 0, 96, 51, 96,
        96, 96, 96, 96, 96,
        96, 255, 96, 96, 96,
        96, 96, 96, 96, 96,
      ])
  }
}
