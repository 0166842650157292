import Datasets
import Tensors

/// Questions in memory, each with its story's graph as a matrix, and the selected batch.
///
/// Matrices are bytes of 0 and 1 in the layout of `GatedGraph`: an edge of kind k from node a to node b is a 1 at row b
/// and column (k, a) of the incoming half, and at row a and column (k, b) of the outgoing half. The nodes that a
/// question names are marked in columns of their own, one for each argument and kind of question.
final class QuestionBatches {
  /// The number of questions.
  let count: Int
  private let nodes: Int
  private let columns: Int
  private let features: Int
  private let adjacency: Block
  private let annotation: Block
  private let answers: [Block]
  private let classes: Block
  private let index: Block
  private let table = Block(.float32, count: 256)

  /// A batch, as tensors.
  struct Batch {
    /// `[rows, nodes, 2 · edgeKinds · nodes]`.
    let adjacency: Tensor
    /// `[rows, nodes, features]`.
    let annotation: Tensor
    /// The answers, int32 `[rows]` each, in order.
    let answers: [Tensor]
    /// All answers of a question combined into one number, int32 `[rows]`.
    let classes: Tensor
  }

  /// All questions of `stories`, in batches of at most `rows`.
  init(_ stories: some Collection<BabiStory>, _ task: BabiTask, _ vocabulary: BabiVocabulary, rows: Int) {
    let questions = stories.flatMap { story in story.questions.map { (story.edges, $0) } }
    count = questions.count
    nodes = vocabulary.nodes
    columns = 2 * vocabulary.edgeKinds * vocabulary.nodes
    features = Self.features(task, vocabulary)
    adjacency = Block(.uint8, count: count * nodes * columns)
    annotation = Block(.uint8, count: count * nodes * features)
    answers = (0..<task.answerCount).map { _ in Block(.uint8, count: questions.count) }
    classes = Block(.uint8, count: count)
    index = Block(.int32, count: rows)
    table.floats[1] = 1
    for (place, (edges, question)) in questions.enumerated() {
      for edge in edges {
        let column = edge.kind * nodes
        adjacency.bytes[(place * nodes + edge.target) * columns + column + edge.source] = 1
        adjacency.bytes[(place * nodes + edge.source) * columns + columns / 2 + column + edge.target] = 1
      }
      for (argument, node) in question.nodes.enumerated() {
        let column = argument * vocabulary.questionKinds + question.kind
        annotation.bytes[(place * nodes + node) * features + column] = 1
      }
      for (block, answer) in zip(answers, question.answers) { block.bytes[place] = UInt8(answer) }
      classes.bytes[place] = UInt8(question.answers.reduce(0) { $0 * vocabulary.answers + $1 })
    }
  }

  /// The columns that mark the nodes of a question.
  static func features(_ task: BabiTask, _ vocabulary: BabiVocabulary) -> Int {
    task.argumentCount * vocabulary.questionKinds
  }

  /// Makes the questions at `indices` the next batch.
  func select(_ indices: ArraySlice<Int32>) {
    _ = index.integers.update(fromContentsOf: indices)
  }

  /// The selected batch.
  func batch(_ rows: Int, on tape: Tape) -> Batch {
    Batch(
      adjacency: tape.images(adjacency, rows: rows, width: nodes * columns, index: index, table: table)
        .reshaped([rows, nodes, columns]),
      annotation: tape.images(annotation, rows: rows, width: nodes * features, index: index, table: table)
        .reshaped([rows, nodes, features]),
      answers: answers.map { tape.labels($0, rows: rows, index: index) },
      classes: tape.labels(classes, rows: rows, index: index))
  }
}
