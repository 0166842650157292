import Datasets
import Foundation
public import Testing

/// A data set that some tests need and the repository lacks.
public enum DataSet: Sendable {
  case mnist, babi, digitsTable

  /// The folder of the data set on this host, among those that the product searches, `REGNORM_DATA` first; nil if none
  /// holds it.
  public var folder: String? {
    DataFolders.fromEnvironment().searched.first { FileManager.default.fileExists(atPath: "\($0)/\(file)") }
  }

  private var file: String {
    switch self {
    case .mnist: "mnist/train-images-idx3-ubyte.gz"
    case .babi: "babi-ggnn"
    case .digitsTable: "optdigits/digits.csv.gz"
    }
  }

  fileprivate var reason: String {
    let source =
      switch self {
      case .mnist: "run `regnorm data fetch mnist`"
      case .babi: "run `regnorm data fetch babi-ggnn`"
      case .digitsTable: "copy sklearn/datasets/data/digits.csv.gz of Python's scikit-learn there"
      }
    return "needs \(file) in REGNORM_DATA or in the user's cache: \(source)"
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the tests if this host lacks `dataSet`, and says how to get it.
  public static func data(_ dataSet: DataSet) -> Self { .enabled(if: dataSet.folder != nil, "\(dataSet.reason)") }
}
