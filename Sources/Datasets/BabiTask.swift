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

  /// How many nodes a question names.
  public var argumentCount: Int { answersAreNodes ? 1 : 2 }

  /// How many answers a question has, one after the other: the two directions of a path, else 1.
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
  /// Labels that answers are chosen from; 0 where answers are nodes.
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
    /// The node it leads to.
    public let target: Int
  }

  /// A question and its answers.
  public struct Question: Hashable, Sendable {
    /// The kind of question.
    public let kind: Int
    /// The nodes that it names, in order.
    public let nodes: [Int]
    /// The answers, in order.
    public let answers: [Int]
  }

  /// The facts, in the order they are told.
  public let edges: [Edge]
  /// The questions, which are asked when all facts are told.
  public let questions: [Question]
}

/// The stories of one fold of one task.
public struct BabiDataset: Sendable {
  public let task: BabiTask
  /// How many ids there are.
  public let vocabulary: BabiVocabulary
  /// The stories to train on.
  public let train: [BabiStory]
  /// The stories to test on.
  public let test: [BabiStory]
}
