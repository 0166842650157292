import Testing

@testable import Datasets

@Suite struct PixelScaleTests {
  @Test func theTableIsTheFormulaRoundedOnce() {
    let scale = PixelScale(maximum: 255, mean: 0.1307, standardDeviation: 0.3081)
    #expect(scale.table.count == 256)
    #expect(scale.table[0] == Float(-0.1307 / 0.3081))
    #expect(scale.table[255] == Float((1 - 0.1307) / 0.3081))
    #expect(scale.table[128] == Float((128.0 / 255 - 0.1307) / 0.3081))
  }

  @Test func inkIsAShareOfTheDarkestByte() {
    let ink = PixelScale(maximum: 16, mean: 0.3, standardDeviation: 0.4).inkTable
    #expect(ink.count == 256)
    #expect(ink[0] == 0 && ink[4] == 0.25 && ink[16] == 1 && ink[255] == 1)
  }

  @Test func unknownNamesAreRefusedWithTheOnesThatExist() throws {
    let error = try #require(throws: UnknownDataset.self) { try ImageDataset.load("minst") }
    #expect(error.description == "no data set is called minst; the data sets are babi-ggnn, mnist, optdigits")
    #expect(throws: UnknownDataset.self) { try DatasetCatalog.dataset(named: "minst") }
  }

  @Test func everyDatasetIsKnownWithoutADisk() {
    for file in DatasetCatalog.all.flatMap(\.files) {
      #expect(file.byteCount > 0)
    }
    #expect(DatasetDescription.mnist.files.map(\.byteCount) == [9_912_422, 28_881, 1_648_877, 4_542])
  }
}
