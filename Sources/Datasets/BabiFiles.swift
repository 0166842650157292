import Digests

/// The published graph files of bAbI: `processed_F/{train,test}/T_KIND.txt` for fold F and task T, in a folder that
/// `DataFolders` names, or in its folder `babi-ggnn`.
public enum BabiFiles {
  /// The folds that were published.
  public static let folds = 1...10

  /// The stories of one fold of a task, once all its files are what was published.
  ///
  /// Throws `BabiFileError` with the file and line of the first mistake, `BabiDataError` where a file is missing, or is
  /// well formed and not the published one, and `SystemError` where one cannot be read.
  public static func load(
    _ task: BabiTask, fold: Int, from folders: DataFolders = .fromEnvironment()
  ) throws -> BabiDataset {
    let places = folders.places(of: datasetName)
    let first = "processed_\(fold)/train/\(task.rawValue)_graphs.txt"
    guard let place = places.first(where: { FileStatus(path: "\($0)/\(first)") != nil }) else {
      throw BabiDataError(file: first, problem: .missing(searched: places))
    }
    let folder = "\(place)/processed_\(fold)"
    var files: [String: [UInt8]] = [:]
    for name in names(of: task) { files[name] = try OpenFile("\(folder)/\(name)").contents() }
    let dataset = try parse(files, task, folder: folder)
    let digest = combinedDigest(of: files, task)
    guard digest == sha256(of: task, fold: fold) else {
      throw BabiDataError(file: "\(folder): task \(task.rawValue)", problem: .altered(sha256: digest))
    }
    return dataset
  }

  /// The name that a trial's identity gives the files of one fold of a task.
  public static func name(of task: BabiTask, fold: Int) -> String {
    "\(datasetName)/processed_\(fold)/task_\(task.rawValue)"
  }

  /// The digest that stands for the ten files of one fold of a task: the SHA-256 of the lines that sha256sum prints for
  /// `test/T_*.txt` and `train/T_*.txt` in the fold's folder.
  public static func sha256(of task: BabiTask, fold: Int) -> String {
    guard folds.contains(fold), let digests = BabiDigests.published[task] else {
      preconditionFailure("the published folds are \(folds), not \(fold)")
    }
    return digests[fold - 1]
  }

  static let datasetName = "babi-ggnn"

  /// The files of a task in a fold's folder, in the order of their names.
  static func names(of task: BabiTask) -> [String] {
    ["test", "train"].flatMap { part in
      ["edge_types", "graphs", "labels", "node_ids", "question_types"].map { "\(part)/\(task.rawValue)_\($0).txt" }
    }
  }

  /// The dataset that the files, by their names, hold. The dictionaries of training are those of the test too.
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

  private static func combinedDigest(of files: [String: [UInt8]], _ task: BabiTask) -> String {
    let lines = names(of: task).map { "\(SHA256.hash(files[$0] ?? []))  \($0)\n" }
    return SHA256.hash(lines.joined().utf8).description
  }
}

/// bAbI files that are missing or are not the published ones.
public struct BabiDataError: Error, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Sendable {
    /// The file is in none of these places.
    case missing(searched: [String])
    /// The files are well formed, and their combined digest is another than the published one's.
    case altered(sha256: String)
  }

  /// The file, or the folder and task.
  public let file: String
  /// What is wrong.
  public let problem: Problem

  /// What is wrong with which file, and what to do.
  public var description: String {
    switch problem {
    case .missing(let places):
      """
      \(file) is in none of \(places.joined(separator: ", ")). Set REGNORM_DATA to a folder that holds \
      \(BabiFiles.datasetName)/\(file), or use source: generated for tasks 18 and 19.
      """
    case .altered(let sha256):
      """
      \(file): the files are not the published ones: the SHA-256 of their digests is \(sha256). Copy the ten files of \
      this task and fold again.
      """
    }
  }
}
