import Tensors

/// The right answers of a test, counted while its batches are scored.
struct AnswerCounts {
  /// All right answers, int32 `[1]`.
  let right = Block(.int32, count: 1)
  /// Those to examples of rare classes, int32 `[1]`.
  let rare = Block(.int32, count: 1)
}
