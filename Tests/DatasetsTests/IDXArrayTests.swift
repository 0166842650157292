import Testing

@testable import Datasets

@Suite struct IDXArrayTests {
  private let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255]

  private func parse(_ bytes: [UInt8], dimensions: Int = 3) throws(IDXError) -> IDXArray {
    try IDXArray(ByteBlock(bytes), dimensions: dimensions, file: "digits")
  }

  @Test func imagesHaveThreeDimensions() throws {
    let array = try parse(images)
    #expect(array.shape == [2, 1, 3])
    #expect(array.elements.array() == [1, 2, 3, 4, 5, 255])
  }

  @Test func labelsHaveOneDimension() throws {
    let labels = try parse([0, 0, 8, 1, 0, 0, 0, 2, 9, 4], dimensions: 1)
    #expect(labels.shape == [2])
    #expect(labels.elements.array() == [9, 4])
  }

  @Test func everyTruncationIsAnError() {
    for length in images.indices {
      #expect(throws: IDXError.self) { try parse(Array(images[..<length])) }
    }
  }

  @Test func trailingBytesAreAnError() {
    #expect(throws: IDXError.self) { try parse(images + [0]) }
  }

  @Test(arguments: [0, 1, 2, 3]) func anyOtherMagicNumberIsAnError(at index: Int) {
    var altered = images
    altered[index] ^= 4
    #expect(throws: IDXError.self) { try parse(altered) }
  }

  @Test func dimensionsWhoseProductOverflowsAreAnError() {
    let huge: [UInt8] = [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12)
    #expect(throws: IDXError.self) { try parse(huge) }
  }

  @Test func theErrorNamesFileExpectationAndFinding() throws {
    let error = try #require(throws: IDXError.self) { try parse(images + [0]) }
    #expect(error.description == "digits: expected 2 × 1 × 3 bytes after the header, found 7")
  }
}
