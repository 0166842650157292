import Digests

@testable import Datasets

/// A small published data set with one file.
struct ToyDataset {
  let plain: [UInt8]
  let compressed: [UInt8]
  let file: PublishedFile

  init(byteCount: Int = 50_000) {
    var generator = CountingGenerator(state: 7)
    plain = (0..<byteCount).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    compressed = gzipped(plain)
    file = PublishedFile(
      compressed: DataFile(name: "toy.gz", byteCount: compressed.count, sha256: SHA256.hash(compressed)),
      decompressed: DataFile(name: "toy", byteCount: plain.count, sha256: SHA256.hash(plain)),
      crc32: Datasets.crc32(ByteBlock(plain)))
  }

  func description(mirrors: [String] = []) -> DatasetDescription {
    DatasetDescription(
      name: "toys", summary: "toys", attribution: "nobody", source: .published([file], mirrors: mirrors))
  }

  func store(_ folders: DataFolders) -> PublishedFileStore {
    PublishedFileStore(dataset: description(), folders: folders)
  }
}

/// A small published data set of one group of two files, the second of them empty.
struct ToyGroupDataset {
  let group: FileGroup
  let contents: [String: [UInt8]]

  init() {
    contents = ["test/1_a.txt": Array("an edge\n".utf8), "train/1_b.txt": []]
    let lines = contents.sorted { $0.key < $1.key }.map { "\(SHA256.hash($0.value))  \($0.key)\n" }
    group = FileGroup(
      whole: DataFile(name: "fold_1/*/1_*.txt", byteCount: 8, sha256: SHA256.hash(lines.joined().utf8)),
      folder: "fold_1", members: contents.keys.sorted())
  }

  func description(mirrors: [String] = []) -> DatasetDescription {
    DatasetDescription(
      name: "toys", summary: "toys", attribution: "nobody", source: .groups([group], mirrors: mirrors))
  }
}

/// SplitMix64: 64 well-mixed bits for every step of a counter.
struct CountingGenerator: RandomNumberGenerator {
  var state: UInt64
  var drawn = 0

  init(state: UInt64) { self.state = state }

  mutating func next() -> UInt64 {
    drawn += 1
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
