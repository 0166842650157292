import Foundation

extension String {
  /// Whether this name comes before `other` when digits in names compare as numbers: `step9` before `step10`.
  func precedesByNumber(_ other: String) -> Bool {
    switch compare(other, options: .numeric) {
    case .orderedAscending: true
    case .orderedDescending: false
    case .orderedSame: self < other
    }
  }
}
