import TestSupport
import Testing

@testable import Statistics

/// The values of `statistics.json`, computed with SciPy, statsmodels and rliable.
struct Fixture: Decodable {
  struct Summary: Decodable {
    let n: Int
    let mean, sd, sem, median, q25_linear, q75_linear, iqm: Double
    let t_ci95, t_ci99: [Double]
  }

  struct Welch: Decodable {
    let t, df, p_two_sided, p_greater: Double
    let ci95_of_difference: [Double]
  }

  struct MannWhitneyValues: Decodable {
    let u1, p_asymptotic_continuity, p_asymptotic_no_continuity, p_asymptotic_continuity_greater: Double
    let p_exact, p_exact_greater: Double?
  }

  struct WilcoxonValues: Decodable {
    let r_plus, r_minus, p_asymptotic, p_asymptotic_correction: Double
    let n_nonzero: Int
    let p_exact, p_exact_greater: Double?
  }

  struct EffectSizes: Decodable {
    let cohen_d_pooled, hedges_g_approx, hedges_g_exact, cliffs_delta, a12: Double
  }

  struct FriedmanValues: Decodable {
    struct Nemenyi: Decodable {
      let q05, q10, cd05, cd10: Double
      let pairwise_p: [[Double]]

      enum CodingKeys: String, CodingKey {
        case q05 = "q_alpha_0.05"
        case q10 = "q_alpha_0.10"
        case cd05 = "cd_0.05"
        case cd10 = "cd_0.10"
        case pairwise_p
      }
    }

    let matrix: [[Double]]
    let chi2, p, iman_davenport_f, iman_davenport_p: Double
    let average_ranks_best_is_1: [Double]
    let nemenyi: Nemenyi
  }

  struct Adjusted: Decodable {
    let p, bonferroni, holm, benjamini_hochberg: [Double]
  }

  struct Bootstrap: Decodable {
    let ci95_expected: [Double]
    let tolerance_at_2000_repetitions: Double
  }

  struct Aggregate: Decodable {
    struct Improvement: Decodable {
      let point: Double
      let per_task: [Double]
      let bootstrap: Bootstrap
    }

    struct Profile: Decodable {
      let tau, A, B: [Double]
    }

    let scores: [String: [[Double]]]
    let point: [String: [String: Double]]
    let bootstrap: [String: [String: Bootstrap]]
    let probability_of_improvement: Improvement
    let performance_profile: Profile
  }

  struct Tables: Decodable {
    let normal_cdf_sf, normal_quantile, t_cdf_sf, t_quantile, chi2_sf, f_sf, beta_inc, gamma_inc_p_q: [[Double]]
    let studentized_range_sf_df_inf, studentized_range_quantile_upper_df_inf: [[Double]]
  }

  struct Tolerance: Decodable {
    let rel, abs, studentized_range_rel: Double
  }

  let samples: [String: [Double]]
  let summary: [String: Summary]
  let welch: [String: Welch]
  let mann_whitney: [String: MannWhitneyValues]
  let wilcoxon: [String: WilcoxonValues]
  let effect_sizes: [String: EffectSizes]
  let friedman: [FriedmanValues]
  let multiple_testing: Adjusted
  let aggregate: Aggregate
  let tables: Tables
  let tolerance: Tolerance

  static func read() throws -> Fixture { try Fixtures.load("statistics.json", as: Fixture.self) }

  /// The two samples, in their order, that `key` names: "first,second".
  func pair(_ key: String) throws -> (first: [Double], second: [Double]) {
    let names = key.split(separator: ",").map(String.init)
    return (try #require(samples[names[0]]), try #require(samples[names[1]]))
  }

  func expect(_ got: Double?, _ want: Double, _ what: String, at location: SourceLocation = #_sourceLocation) throws {
    try StatisticsTests.expect(
      got, want, what, relative: tolerance.rel, absolute: tolerance.abs, at: location)
  }
}

/// Samples and levels that are known to exist.
func sample(_ values: [Double]) throws -> Sample { try #require(Sample(values)) }

func paired(_ first: [Double], _ second: [Double]) throws -> PairedSample {
  try #require(
    PairedSample(
      Dictionary(uniqueKeysWithValues: first.enumerated().map { ($0, $1) }),
      Dictionary(uniqueKeysWithValues: second.enumerated().map { ($0, $1) })))
}

func level(_ alpha: Double) throws -> Level { try #require(Level(alpha: alpha)) }
