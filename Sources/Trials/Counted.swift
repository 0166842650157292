/// A number with the noun that it counts: "1 value", "2 values".
public func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
