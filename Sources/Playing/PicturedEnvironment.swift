public import Environments
public import Experiments
public import Pictures

/// An environment that can be drawn for people.
public protocol PicturedEnvironment: Environment {
  /// A picture of the present world.
  func picture() -> Picture
}

extension EpisodePlayer {
  /// A picture of the first environment's present world. After an episode's last step the picture shows the world that
  /// the step left.
  public var picture: Picture {
    guard let environment = environment as? any PicturedEnvironment else {
      preconditionFailure("\(type(of: environment)) cannot be drawn: make the type conform to PicturedEnvironment")
    }
    return environment.picture()
  }
}
