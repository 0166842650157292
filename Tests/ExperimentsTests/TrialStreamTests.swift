import Foundation
import Testing

@testable import Experiments

@Suite struct TrialStreamTests {
  @Test func noTwoStreamsHaveTheSameNameWhateverTheirNumbers() {
    let names = TrialStream.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
    for name in names {
      let numbered = names.filter { $0.hasPrefix(name + "/") && Int($0.dropFirst(name.count + 1)) != nil }
      #expect(numbered.isEmpty, "\(numbered) may be a numbered \(name)")
      #expect(!name.hasPrefix("initial/"), "\(name) may be the stream of an initial parameter")
    }
  }

  @Test func tasksDrawOnlyFromListedStreams() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Experiments")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var makers: [String] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      if text.contains("RandomStream(") { makers.append(file.lastPathComponent) }
      // The default of `purpose` would be a name that the list does not know; `EvaluationStreams` holds listed ones.
      for call in text.components(separatedBy: "VectorizedEnvironment(").dropFirst() {
        #expect(
          ["purpose: TrialStream.", "purpose: streams.episodes.rawValue"].contains(where: call.prefix(160).contains),
          "\(file.lastPathComponent)")
      }
    }
    #expect(makers == ["TrialStream.swift"])
  }
}
