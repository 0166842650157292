public import Experiments
public import Pictures
import Trials

extension AnimatedTrial {
  private static var usefulWidth: Int { 400 }

  /// The pictures of the animation of `seed`, magnified for the eye.
  public func pictures(ofDrawing seed: Int) -> [Picture] {
    animation(seed: seed).map { frame in
      let picture = Picture(
        width: frame.width, height: frame.height, channels: frame.channels == 1 ? .grey : .rgb, pixels: frame.pixels)
      return picture.magnified(max(1, Self.usefulWidth / frame.width))
    }
  }
}
