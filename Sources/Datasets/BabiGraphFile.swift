/// A file of stories as graphs, in the format of the gated graph networks' authors: lines of numbers counted from 1.
/// ```
/// 1 2 3            a fact: source, kind, target
/// ? 1 2 4 1        a question: kind, the nodes it names, the answers
///                  a blank line ends a story, the last one too
/// ```
struct BabiGraphFile {
  let path: String
  let task: BabiTask
  let vocabulary: BabiVocabulary

  /// The stories of `bytes`. Throws `BabiFileError` with the line of the first mistake.
  func stories(_ bytes: [UInt8]) throws(BabiFileError) -> [BabiStory] {
    var stories: [BabiStory] = []
    var edges: [BabiStory.Edge] = []
    var questions: [BabiStory.Question] = []
    let lines = babiLines(bytes)
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ")
      if words.isEmpty {
        guard !edges.isEmpty, !questions.isEmpty else {
          throw error(index, "the story that ends on this line has \(edges.isEmpty ? "no facts" : "no question")")
        }
        stories.append(BabiStory(edges: edges, questions: questions))
        (edges, questions) = ([], [])
      } else if words[0] == "?" {
        questions.append(try question(words.dropFirst(), index))
      } else {
        guard questions.isEmpty else { throw error(index, "a fact follows a question: a blank line is missing") }
        edges.append(try edge(words, index))
      }
    }
    guard edges.isEmpty, questions.isEmpty else {
      throw error(lines.count - 1, "the file is cut short: the last story does not end in a blank line")
    }
    guard !stories.isEmpty else { throw error(0, "the file holds no story") }
    return stories
  }

  private func edge(_ words: [Substring], _ line: Int) throws(BabiFileError) -> BabiStory.Edge {
    guard words.count == 3 else {
      throw error(line, "a fact has 3 numbers (source, kind, target), not \(words.count)")
    }
    return BabiStory.Edge(
      source: try id(words[0], "node", vocabulary.nodes, line),
      kind: try id(words[1], "kind of edge", vocabulary.edgeKinds, line),
      target: try id(words[2], "node", vocabulary.nodes, line))
  }

  private func question(_ words: ArraySlice<Substring>, _ line: Int) throws(BabiFileError) -> BabiStory.Question {
    let (arguments, answers) = (task.argumentCount, task.answerCount)
    guard words.count == 1 + arguments + answers else {
      throw error(
        line,
        "a question of task \(task.rawValue) has \(1 + arguments + answers) numbers (kind, \(arguments) of nodes, "
          + "\(answers) of answers), not \(words.count)")
    }
    let first = words.startIndex
    let kind = try id(words[first], "kind of question", vocabulary.questionKinds, line)
    var nodes: [Int] = []
    for word in words[(first + 1)...].prefix(arguments) { nodes.append(try id(word, "node", vocabulary.nodes, line)) }
    var chosen: [Int] = []
    let name = task.answersAreNodes ? "node" : "label"
    for word in words.suffix(answers) { chosen.append(try id(word, name, vocabulary.answers, line)) }
    return BabiStory.Question(kind: kind, nodes: nodes, answers: chosen)
  }

  /// An id of the file, from 1 to `count`, counted from 0.
  private func id(_ word: Substring, _ name: String, _ count: Int, _ line: Int) throws(BabiFileError) -> Int {
    guard let number = Int(word), (1...max(1, count)).contains(number) else {
      throw error(line, "\(word) is not a \(name): a \(name) has a number from 1 to \(count)")
    }
    return number - 1
  }

  private func error(_ line: Int, _ problem: String) -> BabiFileError {
    BabiFileError(path: path, line: line + 1, problem: problem)
  }
}

/// A dictionary file: `name=id` a line, the ids from 1 on in any order.
struct BabiDictionaryFile {
  let path: String

  /// The number of names. Throws `BabiFileError` if a line has another form, or an id is missing or occurs twice.
  func count(_ bytes: [UInt8]) throws(BabiFileError) -> Int {
    let lines = babiLines(bytes)
    var seen: Set<Int> = []
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let id = Int(parts[1]), (1...lines.count).contains(id), seen.insert(id).inserted else {
        throw BabiFileError(
          path: path, line: index + 1,
          problem: "expected name=id with an id of its own from 1 to \(lines.count), not \"\(line)\"")
      }
    }
    return lines.count
  }
}

/// The lines of a text file. Text after the last line feed is a line unless it is empty.
private func babiLines(_ bytes: [UInt8]) -> [Substring] {
  var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

/// A mistake in a bAbI file.
public struct BabiFileError: Error, CustomStringConvertible {
  /// The file.
  public let path: String
  /// The line, from 1.
  public let line: Int
  /// The mistake in that line, and what was expected.
  public let problem: String

  /// File, line and problem.
  public var description: String { "\(path):\(line): \(problem)" }
}
