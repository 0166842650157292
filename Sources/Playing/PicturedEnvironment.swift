public import Environments
public import Experiments
public import Pictures

/// An environment that can be drawn for people.
public protocol PicturedEnvironment: Environment {
  /// The world as it is now.
  func picture() -> Picture
}

extension EpisodePlayer {
  /// The world of the first environment as it is now; after the last step of an episode, as that step left it.
  public var picture: Picture {
    guard let environment = environment as? any PicturedEnvironment else {
      preconditionFailure("\(type(of: environment)) cannot be drawn: let it conform to PicturedEnvironment")
    }
    return environment.picture()
  }
}
