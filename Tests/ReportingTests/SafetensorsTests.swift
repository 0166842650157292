import Foundation
import Reporting
import Testing
import Trials

@Suite struct SafetensorsTests {
  /// The header and the bytes after it, read as the format's documentation says.
  private func parts(_ bytes: [UInt8]) throws -> (header: [String: Any], data: [UInt8]) {
    let length = bytes[0..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(length % 8 == 0)
    let header = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: Any]
    return (try #require(header), Array(bytes[(8 + length)...]))
  }

  private func entry(_ name: String, in header: [String: Any]) throws -> (type: String, shape: [Int], offsets: [Int]) {
    let entry = try #require(header[name] as? [String: Any])
    return (
      try #require(entry["dtype"] as? String), try #require(entry["shape"] as? [Int]),
      try #require(entry["data_offsets"] as? [Int])
    )
  }

  @Test func parametersAreLaidOutOneAfterTheOther() throws {
    let arrays = [
      NamedArray(name: "b", shape: [2, 1], elements: [1, -2]), NamedArray(name: "a", shape: [1], elements: [0.5]),
    ]
    let (header, data) = try parts(Safetensors(arrays, metadata: ["task": "t"]).bytes)
    #expect(try entry("b", in: header) == ("F32", [2, 1], [0, 8]))
    #expect(try entry("a", in: header) == ("F32", [1], [8, 12]))
    #expect(header["__metadata__"] as? [String: String] == ["task": "t"])
    #expect(data == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F])
  }

  @Test func anOrderOfExamplesIsLaidOutAsInt64() throws {
    let order = ExampleOrder(examples: [7, 258], epochs: [[258, 7], [7, 258], [258, 7]], batchSize: 2)
    let (header, data) = try parts(Safetensors(order).bytes)
    #expect(try entry("examples", in: header) == ("I64", [2], [0, 16]))
    #expect(try entry("order", in: header) == ("I64", [3, 2], [16, 64]))
    #expect(try entry("batchSize", in: header) == ("I64", [1], [64, 72]))
    #expect(Array(data[0..<16]) == [7, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0])
    #expect(Array(data[16..<24]) == [2, 1, 0, 0, 0, 0, 0, 0] && data[64] == 2)
  }
}
