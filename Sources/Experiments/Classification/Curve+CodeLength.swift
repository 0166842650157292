import Trials

extension Curve {
  /// The code length under `rn` at places of a network, as measured by probes.
  static func codeLength(per axis: Axis) -> Curve { Curve("codeLength", unit: "nats", per: axis) }
}
