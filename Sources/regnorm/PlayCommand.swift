public import ArgumentParser
import Environments
public import Experiments
import OperatingSystem
import Playing
import Reporting
import SharedCommands
import Trials

/// `regnorm play`: shows episodes of a policy.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play episodes with a trained policy, and show them.",
    discussion: """
      Train a trial, keep it, and play its policy:

        regnorm trial --task lunarlander-dqn normalization=none stepLimit=1000 --checkpoint lander.trial
        regnorm play --checkpoint lander.trial --episodes 3 --gif landing.gif

      The file holds task, settings and seed; values stated here must agree with the file. Without --checkpoint the \
      policy is the untrained one of the stated task and settings; normalization is none \
      unless stated:

        regnorm play --task redbluedoors-ppo environment=fourrooms

      On a terminal of 24-bit colours the episodes are drawn as they are played, unless --gif, --png or --quiet is given. \
      A line for every episode has its return, its length and whether it succeeded: the pole stood until the limit of \
      steps, the craft came to rest, or the grid's mission was accomplished. The policy does not learn. The seeds are \
      apart from the training's. With the trial's own seed the episodes begin like those of the evaluation in the first \
      environment, and go on like them unless playing changes the layers' histories, as with published semantics.

      For draw the command shows drawings from noise, step by step.
      """)

  @Option(help: ArgumentHelp("The task, if no checkpoint names it: \(playableTasks) can be played."))
  var task: String?

  @Option(
    help: "A file from `regnorm trial --checkpoint`, with the policy to play.", completion: .file(),
    transform: userPath)
  var checkpoint: String?

  @Option(
    parsing: .unconditional,
    help: "The seed of the episodes and of sampled actions; without a checkpoint, also of the untrained policy.")
  var seed = 1

  @Option(parsing: .unconditional, help: "The number of episodes.")
  var episodes = 1

  @Flag(help: "The choice of actions, instead of the task's own.")
  var choice: ActionChoice?

  @Option(
    help: "Write all episodes to this file as an animation.", completion: .file(extensions: ["gif"]),
    transform: userPath)
  var gif: String?

  @Option(
    help: "Write a filmstrip to this file: a row of eight pictures for every episode.",
    completion: .file(extensions: ["png"]), transform: userPath)
  var png: String?

  @Flag(help: "Draw nothing on the terminal.")
  var quiet = false

  @Argument(help: "Settings, each as name=value.")
  var settings: [String] = []

  func validate() throws {
    guard task != nil || checkpoint != nil else {
      throw ValidationError("name what to play: --checkpoint FILE, or --task NAME for an untrained policy")
    }
    if [gif, png].contains(OutputFile.standardOutput) {
      throw ValidationError("standard output is for the lines of the episodes; name a file for --gif and --png")
    }
    guard episodes >= 1 else { throw ValidationError("--episodes takes at least 1, not \(episodes)") }
  }

  func run() throws {
    let (trial, task) = try trialToPlay()
    for path in [gif, png].compactMap({ $0 }) { try OutputFile.requireWritable(path) }
    var views: [any EpisodeView] = []
    if let gif { views.append(AnimationFile(gif)) }
    if let png { views.append(FilmstripFile(png)) }
    if views.isEmpty, !quiet, let screen = TerminalScreen() { views.append(screen) }
    switch trial {
    case let trial as any PlayableTrial: try play(trial, views)
    case let trial as any AnimatedTrial: try draw(trial, views)
    default: throw ValidationError("\(task) cannot be played; \(Self.playableTasks) can")
    }
    for view in views { try view.finish() }
  }

  private static let playableTasks = "cartpole-dqn, lunarlander-dqn, redbluedoors-ppo and draw"

  private func play(_ trial: any PlayableTrial, _ views: [any EpisodeView]) throws {
    let player = try trial.makePlayer(seed: seed, choice: choice)
    var played: [PlayedEpisode] = []
    for number in 1...episodes {
      played.append(try play(player, views))
      say("episode \(number): \(played[number - 1].summary)", views)
    }
    if episodes > 1 { say(played.summary, views) }
  }

  /// Shows drawings from the noise of `seed` and the seeds after it.
  private func draw(_ trial: any AnimatedTrial, _ views: [any EpisodeView]) throws {
    if let choice { throw ValidationError("--\(choice.rawValue): a drawing chooses no actions; leave it out") }
    for number in 1...episodes {
      let pictures = trial.pictures(ofDrawing: seed + number - 1)
      for (index, picture) in pictures.enumerated() {
        let scene = EpisodeScene(
          picture: picture, mission: "", centiseconds: 50, endsEpisode: index == pictures.count - 1)
        for view in views { try view.show(scene) }
      }
      say("drawing \(number): \(pictures.count) steps", views)
    }
  }

  /// Shows a line of text with the pictures, or prints it.
  private func say(_ line: String, _ views: [any EpisodeView]) {
    if !views.contains(where: { $0.showsText(line) }) { print(line) }
  }

  /// Plays one episode and shows it in all `views`.
  private func play(_ player: EpisodePlayer, _ views: [any EpisodeView]) throws -> PlayedEpisode {
    player.begin()
    try show(player, endsEpisode: false, views)
    while true {
      let episode = try player.step()
      try show(player, endsEpisode: episode != nil, views)
      if let episode { return episode }
    }
  }

  private func show(_ player: EpisodePlayer, endsEpisode: Bool, _ views: [any EpisodeView]) throws {
    if views.isEmpty { return }
    let scene = EpisodeScene(
      picture: player.picture, mission: player.environment.mission, centiseconds: player.centisecondsPerStep,
      endsEpisode: endsEpisode)
    for view in views { try view.show(scene) }
  }

  private func trialToPlay() throws -> (trial: any Trial, task: String) {
    guard let checkpoint else {
      let experiment = try ExperimentRegistry.experiment(named: task ?? "")
      var stated = try experiment.task.stated(settings)
      if stated["normalization"] == nil { stated["normalization"] = .text("none") }
      return (
        try experiment.makeTrial(try experiment.specification(stated, seed: seed), resumingFrom: nil),
        experiment.task.name
      )
    }
    do {
      let saved = try SavedTrial(encoded: try checkpointBytes(at: checkpoint))
      let name = saved.specification.task
      let stated = try task ?? name == name ? ExperimentRegistry.experiment(named: name).task.stated(settings) : [:]
      let trial = try saved.makeTrial()
      try saved.require(task: task, stated)
      return (trial, name)
    } catch let error as SavedTrialError {
      throw CheckpointFileError(path: checkpoint, reason: error.reason)
    }
  }
}

extension PlayedEpisode {
  fileprivate var summary: String {
    "return \(decimal(totalReward)), \(length) steps, \(succeeded ? "success" : "no success")"
  }
}

extension [PlayedEpisode] {
  fileprivate var summary: String {
    let mean = reduce(0) { $0 + $1.totalReward } / Double(count)
    return "\(count) episodes: mean return \(decimal(mean)), \(self.count { $0.succeeded }) with success"
  }
}

/// Three decimals at most.
private func decimal(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }

extension ActionChoice: EnumerableFlag {
  /// The help of a flag.
  public static func help(for value: ActionChoice) -> ArgumentHelp? {
    switch value {
    case .greedy: "Take the action with the largest value or probability (the default of deep Q-learning)."
    case .sample: "Draw actions with the policy's probabilities (the default of PPO and A2C)."
    }
  }
}
