/// One of the five tasks of the bAbI collection that are read as graphs (Weston et al. 2015, arXiv:1502.05698).
///
/// A story's facts are edges between nodes; a question names one node or two, and is answered by a node of the story or
/// by labels of a fixed list.
public enum BabiTask: Int, CaseIterable, Sendable {
  case twoArguments = 4
  case deduction = 15
  case induction = 16
  case size = 18
  case pathFinding = 19

  /// The number of nodes that a question names.
  public var argumentCount: Int { answersAreNodes ? 1 : 2 }

  /// The number of answers of a question: 2 for the directions of a path, else 1.
  public var answerCount: Int { self == .pathFinding ? 2 : 1 }

  /// Whether an answer is a node of the story rather than a label.
  public var answersAreNodes: Bool {
    switch self {
    case .twoArguments, .deduction, .induction: true
    case .size, .pathFinding: false
    }
  }
}

/// The number of ids of each kind in the stories of one task; ids count from 0.
public struct BabiVocabulary: Equatable, Sendable {
  public let nodes: Int
  public let edgeKinds: Int
  public let questionKinds: Int
  /// The number of labels that an answer is chosen from; 0 where answers are nodes.
  public let labels: Int

  /// The number of ids that an answer is chosen from.
  public var answers: Int { labels == 0 ? nodes : labels }
}

/// Facts about some nodes, and questions about them.
public struct BabiStory: Hashable, Sendable {
  /// A fact: `source` stands in relation `kind` to `target`.
  public struct Edge: Hashable, Sendable {
    /// The node that the fact is about.
    public let source: Int
    /// The relation.
    public let kind: Int
    /// The node that the relation leads to.
    public let target: Int
  }

  /// A question and its answers.
  public struct Question: Hashable, Sendable {
    /// The kind of question.
    public let kind: Int
    /// The nodes that the question names, in order.
    public let nodes: [Int]
    /// The answers, in order.
    public let answers: [Int]
  }

  /// The facts, in the order of telling.
  public let edges: [Edge]
  /// The questions, which are asked after all facts are told.
  public let questions: [Question]
}

/// The stories of one fold of one task.
public struct BabiDataset: Sendable {
  public let task: BabiTask
  /// The number of ids of each kind.
  public let vocabulary: BabiVocabulary
  /// The stories to train on.
  public let train: [BabiStory]
  /// The stories to test on.
  public let test: [BabiStory]
}
