import Trials

extension Curve {
  /// The code length under `rn` of a network's places, which probes measure.
  static func codeLength(per axis: Axis) -> Curve { Curve("codeLength", unit: "nats", per: axis) }
}
