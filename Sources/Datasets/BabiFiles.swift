public import Digests

extension DatasetDescription {
  /// Five bAbI tasks as graphs, in ten folds of 1,000 training and 1,000 test stories.
  public static let babiGGNN = DatasetDescription(
    name: BabiFiles.datasetName,
    summary: "bAbI tasks 4, 15, 16, 18, 19 as graphs: ten folds of 1,000 training and 1,000 test stories",
    attribution:
      "J. Weston et al.: bAbI tasks (CC BY 3.0); graphs by Y. Li et al., Gated Graph Sequence Neural Networks (MIT)",
    source: .groups(
      BabiFiles.folds.flatMap { fold in BabiTask.allCases.map { BabiFiles.group(of: $0, fold: fold) } },
      mirrors: [
        "https://raw.githubusercontent.com/chingyaoc/ggnn.pytorch/9825b0440ef0805ca11092a9e331897c40982cc5/babi_data/"
      ]))
}

/// The published graph files of bAbI: `processed_F/{train,test}/T_KIND.txt` for fold F and task T, in a folder that
/// `DataFolders` names, or in that folder's subfolder `babi-ggnn`.
public enum BabiFiles {
  /// The published folds.
  public static let folds = 1...10

  /// The stories of one fold of a task, after all its files have been compared with the published ones.
  ///
  /// Throws `BabiFileError` with the file and line of the first mistake, `DataFileError` if a file is missing or is
  /// well formed but not the published one, and `SystemError` if a file cannot be read.
  public static func load(
    _ task: BabiTask, fold: Int, from folders: DataFolders = .fromEnvironment()
  ) throws -> BabiDataset {
    let group = group(of: task, fold: fold)
    let store = FileGroupStore(dataset: datasetName, folders: folders)
    let received = store.receivedContents(of: group)
    let folder = try received == nil ? store.locate(group) : "what the coordinator sent"
    let files = try received ?? store.contents(of: group, in: folder)
    let dataset = try parse(
      Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) }), task, folder: folder)
    try store.verify(files, of: group, in: folder)
    return dataset
  }

  /// The name of the files of one fold of a task in a trial's identity.
  public static func name(of task: BabiTask, fold: Int) -> String {
    "\(datasetName)/processed_\(fold)/task_\(task.rawValue)"
  }

  /// The digest that stands for the ten files of one fold of a task: the SHA-256 of the lines that sha256sum prints for
  /// `test/T_*.txt` and `train/T_*.txt` in the fold's folder.
  public static func sha256(of task: BabiTask, fold: Int) -> Digest {
    guard folds.contains(fold), let digests = BabiDigests.published[task] else {
      preconditionFailure("the published folds are \(folds), not \(fold)")
    }
    return digests[fold - 1]
  }

  static let datasetName = "babi-ggnn"

  /// The ten files of one fold of a task.
  static func group(of task: BabiTask, fold: Int) -> FileGroup {
    FileGroup(
      whole: DataFile(
        name: "processed_\(fold)/*/\(task.rawValue)_*.txt", byteCount: BabiDigests.byteCount(of: task, fold: fold),
        sha256: sha256(of: task, fold: fold)),
      folder: "processed_\(fold)", members: names(of: task))
  }

  /// The files of a task in a fold's folder, in the order of their names.
  static func names(of task: BabiTask) -> [String] {
    ["test", "train"].flatMap { part in
      ["edge_types", "graphs", "labels", "node_ids", "question_types"].map { "\(part)/\(task.rawValue)_\($0).txt" }
    }
  }

  /// The dataset in the files, which are given by name. The training part's dictionaries are used for the test part
  /// too.
  static func parse(
    _ files: [String: [UInt8]], _ task: BabiTask, folder: String
  ) throws(BabiFileError) -> BabiDataset {
    func count(_ kind: String) throws(BabiFileError) -> Int {
      let name = "train/\(task.rawValue)_\(kind).txt"
      return try BabiDictionaryFile(path: "\(folder)/\(name)").count(files[name] ?? [])
    }
    let vocabulary = BabiVocabulary(
      nodes: try count("node_ids"), edgeKinds: try count("edge_types"), questionKinds: try count("question_types"),
      labels: try count("labels"))
    func stories(_ part: String) throws(BabiFileError) -> [BabiStory] {
      let name = "\(part)/\(task.rawValue)_graphs.txt"
      let file = BabiGraphFile(path: "\(folder)/\(name)", task: task, vocabulary: vocabulary)
      return try file.stories(files[name] ?? [])
    }
    return BabiDataset(task: task, vocabulary: vocabulary, train: try stories("train"), test: try stories("test"))
  }
}
