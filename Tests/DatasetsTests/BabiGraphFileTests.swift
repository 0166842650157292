import Testing

@testable import Datasets

@Suite struct BabiGraphFileTests {
  private let vocabulary = BabiVocabulary(nodes: 6, edgeKinds: 2, questionKinds: 1, labels: 2)

  private func stories(_ text: String, _ task: BabiTask = .size) throws -> [BabiStory] {
    try BabiGraphFile(path: "18_graphs.txt", task: task, vocabulary: vocabulary).stories(Array(text.utf8))
  }

  @Test func factsAndQuestionsAreReadAndCountedFromZero() throws {
    let read = try stories("1 1 2\n3 2 6\n? 1 2 3 1\n? 1 6 1 2\n\n4 1 5\n? 1 5 4 1\n\n")
    #expect(read.count == 2)
    #expect(
      read[0].edges == [.init(source: 0, kind: 0, target: 1), .init(source: 2, kind: 1, target: 5)])
    #expect(
      read[0].questions == [.init(kind: 0, nodes: [1, 2], answers: [0]), .init(kind: 0, nodes: [5, 0], answers: [1])])
    #expect(read[1].questions.count == 1)
  }

  @Test func aNodeOrTwoAnswersAreReadWhereTheTaskHasThem() throws {
    let nodes = BabiVocabulary(nodes: 6, edgeKinds: 2, questionKinds: 3, labels: 0)
    let file = BabiGraphFile(path: "4_graphs.txt", task: .twoArguments, vocabulary: nodes)
    let story = try file.stories(Array("1 1 2\n? 3 2 6\n\n".utf8))[0]
    #expect(story.questions == [.init(kind: 2, nodes: [1], answers: [5])])
    let path = try stories("1 1 2\n? 1 2 6 1 2\n\n", .pathFinding)[0]
    #expect(path.questions == [.init(kind: 0, nodes: [1, 5], answers: [0, 1])])
  }

  @Test(arguments: [
    ("1 1\n", 1, "3 numbers"), ("1 1 2\n7 1 2\n", 2, "7 is not a node"), ("1 3 2\n", 1, "3 is not a kind of edge"),
    ("1 1 2\n? 1 2 3\n", 2, "has 4 numbers"), ("1 1 2\n? 2 2 3 1\n", 2, "2 is not a kind of question"),
    ("1 1 2\n? 1 2 3 3\n", 2, "3 is not a label"), ("1 1 2\n? 1 2 3 1\n1 1 2\n", 3, "blank line is missing"),
    ("1 1 2\n\n", 2, "no question"), ("1 1 2\n? 1 2 3 1\n\n\n", 4, "no facts"),
    ("1 1 2\n? 1 2 3 1\n", 2, "cut short"), ("", 1, "no story"), ("1 x 2\n", 1, "x is not a kind of edge"),
    ("0 1 2\n", 1, "from 1 to 6"),
  ]) func aMistakeIsNamedWithFileAndLine(text: String, line: Int, problem: String) throws {
    let error = #expect(throws: BabiFileError.self) { try stories(text) }
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("18_graphs.txt:\(line): ") == true)
    #expect(error?.description.contains(problem) == true, "\(error!)")
  }

  @Test func dictionariesAreCounted() throws {
    let file = BabiDictionaryFile(path: "18_node_ids.txt")
    #expect(try file.count(Array("A=2\nB=1\nC=3\n".utf8)) == 3)
    #expect(try file.count([]) == 0)
    for (text, line) in [("A=1\nB=1\n", 2), ("A=1\nB\n", 2), ("A=2\n", 1)] {
      let error = #expect(throws: BabiFileError.self) { try file.count(Array(text.utf8)) }
      #expect(error?.line == line)
    }
  }
}
