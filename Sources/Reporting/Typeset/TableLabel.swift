import Trials

extension Table {
  /// The label by which a paper refers to the table, one for each metric: `tab:imbalanced-mnist-testError`.
  var label: String {
    "tab:" + String("\(sweep)-\(metric.name)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
