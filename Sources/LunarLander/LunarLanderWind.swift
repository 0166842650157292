import CKernels

/// Wind that never repeats: a force and a torque on the craft while no leg touches the ground. Both are tanh(sin 0.02 k
/// + sin 0.01 π k) times a power at step k of their courses.
public struct LunarLanderWind: Equatable, Sendable {
  /// The largest force, in units of the world; Gymnasium's default is 15 and its advice 0 to 20.
  public let power: Double
  /// The largest torque; Gymnasium's default is 1.5 and its advice 0 to 2.
  public let turbulence: Double

  public init(power: Double = 15, turbulence: Double = 1.5) {
    self.power = power
    self.turbulence = turbulence
  }

  /// The step k of force and of torque at which an episode starts.
  struct Offsets: Equatable {
    var force: Int
    var torque: Int
  }

  func force(at step: Int) -> Double { power * course(step) }

  func torque(at step: Int) -> Double { turbulence * course(step) }

  private func course(_ step: Int) -> Double {
    let phase = Double(step)
    let wave = regnorm_sin(0.02 * phase) + regnorm_sin(.pi * 0.01 * phase)
    // tanh by our own exp: the bits of the C library differ from host to host.
    return 1 - 2 / (regnorm_exp(2 * wave) + 1)
  }
}
