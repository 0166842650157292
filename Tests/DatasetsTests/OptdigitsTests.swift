import Digests
import OperatingSystem
import TestSupport
import Testing

@testable import Datasets

@Suite struct OptdigitsTests {
  private let dataset = ImageDataset.optdigits

  @Test func theEmbeddedBytesHaveTheirDigest() {
    let bytes = Optdigits.bytes()
    #expect(bytes.count == Optdigits.file.byteCount)
    #expect(SHA256.hash(bytes) == Optdigits.file.sha256)
    #expect(DatasetDescription.optdigits.inspect(in: .init(searched: [], copies: nil), hashing: true)[0].problem == nil)
  }

  @Test(.data(.digitsTable)) func theEmbeddedBytesAreTheirSourceTable() throws {
    let folder = try #require(DataSet.digitsTable.folder)
    let contents = ByteBlock(try FileDescriptor("\(folder)/optdigits/digits.csv.gz").contents())
    let text = try inflate(contents, byteCount: 264_712)
    let rows = String(decoding: text, as: UTF8.self).split(separator: "\n").map { row in
      row.split(separator: ",").compactMap { UInt8($0) }
    }
    let labels = rows.compactMap(\.last)
    #expect(Optdigits.bytes() == rows.flatMap { $0.dropLast() } + labels)
  }

  @Test func testPartIsBalancedAndTheRestTrains() {
    #expect(dataset.train.count == 1397)
    #expect(dataset.test.count == 400)
    #expect(countsByClass(dataset.test) == [Int](repeating: 40, count: 10))
    #expect(countsByClass(dataset.train) == [138, 142, 137, 143, 141, 142, 141, 139, 134, 140])
  }

  @Test func partsShareNoImage() {
    let test = Set(images(dataset.test))
    #expect(images(dataset.train).allSatisfy { !test.contains($0) })
  }

  @Test func theScaleIsThatOfTheTrainingPart() {
    let values = dataset.train.pixels.array().map { Double($0) / 16 }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    #expect(abs(mean - dataset.scale.mean) < 1e-12)
    #expect(abs(variance.squareRoot() - dataset.scale.standardDeviation) < 1e-12)
  }

  @Test func labelsStayWithTheirImages() {
    // The first image of the source is a zero, with an empty first column and the ring's pixels 5, 13, 9, 1 on top.
    #expect(Array(images(dataset.train)[0].prefix(8)) == [0, 0, 5, 13, 9, 1, 0, 0])
    #expect(Array(dataset.train.labels.prefix(10)) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  private func images(_ part: LabeledImages) -> [[UInt8]] {
    let pixels = part.pixels.array()
    return (0..<part.count).map { Array(pixels[($0 * 64)..<($0 * 64 + 64)]) }
  }
}

/// The number of images of each of ten classes.
func countsByClass(_ part: LabeledImages) -> [Int] {
  part.labels.reduce(into: [Int](repeating: 0, count: 10)) { $0[Int($1)] += 1 }
}
