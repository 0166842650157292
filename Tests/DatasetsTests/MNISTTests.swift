import TestSupport
import Testing

@testable import Datasets

/// Against the published files.
@Suite(.data(.mnist))
struct MNISTTests {
  private let cache: TemporaryFolder
  private let dataset: ImageDataset

  init() throws {
    cache = try TemporaryFolder()
    dataset = try ImageDataset.load(
      "mnist", from: DataFolders(searched: [try #require(DataSet.mnist.folder)], copies: "\(cache.path)"))
  }

  @Test func countsFirstLabelsAndPixelsAreThoseOfThePublishedFiles() throws {
    #expect(dataset.train.count == 60_000)
    #expect(dataset.test.count == 10_000)
    #expect(countsByClass(dataset.train) == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(countsByClass(dataset.test) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    #expect(dataset.train.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect(dataset.test.labels.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    #expect(dataset.pixelCount == 784)
    // These pixels have the published mean and standard deviation, so that the header was left out.
    let (sum, squares) = dataset.train.pixels.withUnsafeBytes { pixels in
      pixels.reduce(into: (0, 0)) { sums, pixel in
        sums.0 &+= Int(pixel)
        sums.1 &+= Int(pixel) &* Int(pixel)
      }
    }
    let count = Double(dataset.train.pixels.count)
    let mean = Double(sum) / count / 255
    let deviation = (Double(squares) / count / 255 / 255 - mean * mean).squareRoot()
    #expect(abs(mean - dataset.scale.mean) < 5e-5)
    #expect(abs(deviation - dataset.scale.standardDeviation) < 5e-5)

    // The next start finds verified copies of all four files.
    let copies = DatasetDescription.mnist.inspect(
      in: DataFolders(searched: [try #require(DataSet.mnist.folder)], copies: cache.path), hashing: true)
    #expect(copies.count == 8)
    #expect(copies.allSatisfy { $0.problem == nil })
  }
}
