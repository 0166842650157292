#pragma once

/// Every kernel, one line each: X(name). Above each its operands, then its dimensions, then its constants; `NULL?` marks
/// operands that may be absent; `+=?` outputs that are added to when the dimension `accumulate` is not 0.
///
/// Activation codes: 0 none, 1 relu, 2 tanh, 3 sigmoid.
#define REGNORM_KERNELS(X)                                                                                             \
  /* Matrix products. */                                                                                               \
  /* C[M,N] +=?, A[M,K] (or [K,M] when transposeA), B[K,N] (or [N,K] when transposeB), bias[N] NULL?;                  \
     M, N, K, transposeA, transposeB, accumulate, activation. C = activation((C +) A B + bias); accumulate only        \
     without bias and activation. */                                                                                   \
  X(gemm)                                                                                                              \
  /* C[b,M,N] +=?, A, B; b, M, N, K, transposeA, transposeB, accumulate. */                                            \
  X(batchedGemm)                                                                                                       \
                                                                                                                       \
  /* Elementwise over n elements; the output may be an input. */                                                       \
  /* y; n; value */                                                                                                    \
  X(fill)                                                                                                              \
  /* y, x; n */                                                                                                        \
  X(copy)                                                                                                              \
  /* y, a, b; n */                                                                                                     \
  X(add)                                                                                                               \
  X(subtract)                                                                                                          \
  X(multiply)                                                                                                          \
  X(divide)                                                                                                            \
  X(minimum)                                                                                                           \
  X(maximum)                                                                                                           \
  /* da, db, dy, a, b; n. The smaller (larger) takes the gradient; equal ones half each. */                            \
  X(minimumBackward)                                                                                                   \
  X(maximumBackward)                                                                                                   \
  /* y, x; n; scale, shift. y = scale x + shift */                                                                     \
  X(scaleShift)                                                                                                        \
  /* y +=, x; n; scale. y += scale x */                                                                                \
  X(accumulate)                                                                                                        \
  /* y, x; n; low, high. dx = dy where low <= x <= high, else 0: dx, dy, x; n; low, high */                            \
  X(clamp)                                                                                                             \
  X(clampBackward)                                                                                                     \
  /* y, x; n.  Backwards take dx, dy, y; n. */                                                                         \
  X(relu)                                                                                                              \
  X(reluBackward)                                                                                                      \
  X(tanh)                                                                                                              \
  X(tanhBackward)                                                                                                      \
  X(sigmoid)                                                                                                           \
  X(sigmoidBackward)                                                                                                   \
  X(exp)                                                                                                               \
  /* y, x; n; floor: y = max(log x, floor).  dx, dy, x; n */                                                           \
  X(log)                                                                                                               \
  X(logBackward)                                                                                                       \
  X(sqrt)                                                                                                              \
  /* Activation's gradient and the bias gradient in one pass: dx[rows,columns], dbias[columns] +=? NULL?, dy, y;       \
     rows, columns, accumulate, activation. dx may be dy. */                                                           \
  X(activationBackward)                                                                                                \
                                                                                                                       \
  /* Shapes. */                                                                                                        \
  /* y, a, b; kind (0 add, 1 subtract, 2 multiply, 3 divide), d0, d1, d2, d3, a's 4 strides, b's 4 strides             \
     (in elements, 0 repeats). y is contiguous [d0,d1,d2,d3]. */                                                       \
  X(broadcastBinary)                                                                                                   \
  /* y[outer,inner] +=?, x[outer,middle,inner]; outer, middle, inner, accumulate; scale. y = scale sum over middle */  \
  X(reduceSum)                                                                                                         \
  /* y +=?, x; d0, d1, d2, d3, y's 4 strides, x's 4 strides, y's offset, x's offset, accumulate */                     \
  X(copyStrided)                                                                                                       \
                                                                                                                       \
  /* Rows and indices; index is int32. */                                                                              \
  /* y[n,width], table[rows,width], index[n]; n, width */                                                              \
  X(gatherRows)                                                                                                        \
  /* dtable[rows,width] +=, dy[n,width], index[n]; n, width. In the order of n. */                                     \
  X(scatterAddRows)                                                                                                    \
  /* y[n], x[n,width], index[n]; n, width */                                                                           \
  X(gatherElements)                                                                                                    \
  /* dx[n,width], dy[n], index[n]; n, width. Zero elsewhere. */                                                        \
  X(scatterElements)                                                                                                   \
  /* index[n], x[n,width]; n, width. The first of equal maxima. */                                                     \
  X(argmaxRows)                                                                                                        \
  /* count int32[1] +=, scores[n,width], label[n]; n, width. Adds the rows whose argmax is the label. */               \
  X(countCorrect)                                                                                                      \
                                                                                                                       \
  /* Losses; label is int32; loss is float32[1]. */                                                                    \
  /* y[n,width], x; n, width.  Backward: dx, dy, y; n, width */                                                        \
  X(logSoftmax)                                                                                                        \
  X(logSoftmaxBackward)                                                                                                \
  /* loss, logProbability[n,width], label[n]; n, width; scale. loss = -scale sum.                                      \
     Backward: dx[n,width], dloss[1], label[n]; n, width; scale */                                                     \
  X(negativeLogLikelihood)                                                                                             \
  X(negativeLogLikelihoodBackward)                                                                                     \
  /* loss, probability[n,width], logits[n,width], label[n]; n, width; scale. Log-softmax and the negative log          \
     likelihood in one pass; keeps the softmax.  Backward: dx, dloss[1], probability, label; n, width; scale */        \
  X(crossEntropy)                                                                                                      \
  X(crossEntropyBackward)                                                                                              \
  /* loss, a, b; n; scale. loss = scale sum (a-b)².  Backward: da, dloss[1], a, b; n; scale */                         \
  X(squaredError)                                                                                                      \
  X(squaredErrorBackward)                                                                                              \
  /* loss, p, t; n; scale. -scale sum (t log p + (1-t) log(1-p)), logs clamped at -100.                                \
     Backward: dp = scale dloss (p-t) / max(p(1-p), 1e-12): dp, dloss[1], p, t; n; scale */                            \
  X(binaryCrossEntropy)                                                                                                \
  X(binaryCrossEntropyBackward)                                                                                        \
                                                                                                                       \
  /* Images, [batch, height, width, channels]. */                                                                      \
  /* columns[batch*outHeight*outWidth, kernelHeight*kernelWidth*channels], x;                                          \
     batch, height, width, channels, kernelHeight, kernelWidth, stride */                                              \
  X(imageToColumns)                                                                                                    \
  /* dx, dcolumns; the same dimensions. dx is written whole. */                                                        \
  X(columnsToImage)                                                                                                    \
  /* y, winner int32 like y (an index into x), x; batch, height, width, channels, size. Windows of size × size,        \
     stride size, odd remainders dropped; the first of equal maxima in row-major order wins.                           \
     Backward: dx, dy, winner; batch, height, width, channels, size */                                                 \
  X(maxPool)                                                                                                           \
  X(maxPoolBackward)                                                                                                   \
                                                                                                                       \
  /* Recurrent cells; H = hidden. */                                                                                   \
  /* h'[B,H], c'[B,H], gates[B,4H] (activated i, f, g, o), preactivation[B,4H], c[B,H]; B, H.                          \
     Backward: dpreactivation[B,4H], dc[B,H], dh', dc' NULL?, gates, c', c; B, H */                                    \
  X(lstmCell)                                                                                                          \
  X(lstmCellBackward)                                                                                                  \
  /* h'[B,H], saved[B,4H] (r, z, n, hidden part of n), fromInput[B,3H], fromHidden[B,3H], h[B,H]; B, H.                \
     Backward: dfromInput, dfromHidden, dh, dh', saved, h; B, H */                                                     \
  X(gruCell)                                                                                                           \
  X(gruCellBackward)                                                                                                   \
                                                                                                                       \
  /* Optimizers over flat blocks of n; rate float32[1]; gradientScale float32[1] NULL? multiplies the gradient. */     \
  /* p, g, velocity NULL?, rate, gradientScale NULL?; n; momentum. v = momentum v + g; p -= rate v */                  \
  X(stochasticGradientDescent)                                                                                         \
  /* p, g, m, v, powers double[2] (beta1^t, beta2^t, updated here), rate, gradientScale NULL?; n; beta1, beta2, eps */ \
  X(adam)                                                                                                              \
  /* p, g, square, rate, gradientScale NULL?; n; alpha, eps */                                                         \
  X(rmsprop)                                                                                                           \
  /* sum double[1] +=?, x; n, accumulate */                                                                            \
  X(sumOfSquares)                                                                                                      \
  /* factor float32[1], sumOfSquares double[1]; ; maxNorm. min(1, maxNorm / (norm + 1e-6)) */                          \
  X(clipFactor)                                                                                                        \
  /* y, x; n; weight. y += weight (x - y) */                                                                           \
  X(lerp)                                                                                                              \
                                                                                                                       \
  /* Random numbers: Philox4x32-10; stream uint64[2] = key, next block (16 more for every 64 numbers begun). */        \
  /* y, stream; n; low, high */                                                                                        \
  X(randomUniform)                                                                                                     \
  /* y, stream; n; mean, standardDeviation */                                                                          \
  X(randomNormal)                                                                                                      \
                                                                                                                       \
  /* Batches. */                                                                                                       \
  /* y[n,width], pixels uint8[.,width], index[n], table float32[256]; n, width. y = table[pixel] */                    \
  X(gatherImages)                                                                                                      \
  /* y int32[n], labels uint8[.], index[n]; n */                                                                       \
  X(gatherLabels)                                                                                                      \
  /* y[n], label[n]; n, classes. The log of the share that the row's class has in the batch. */                        \
  X(logClassShare)                                                                                                     \
                                                                                                                       \
  REGNORM_NORMALIZATION_KERNELS(X)

/// Normalizations over x[rows, columns]. What a regularity layer's history holds stands in `normalization/regularity.h`.
/// Groupings: 0 all elements, 1 a group a row, 2 a group a column. Semantics: 0 published, 1 corrected.
#define REGNORM_NORMALIZATION_KERNELS(X)                                                                               \
  /* y, saved[2 rows] (mean, 1/std a row), x, gamma[columns], beta[columns]; rows, columns, activation; eps.           \
     y may be x. */                                                                                                    \
  X(layerNorm)                                                                                                         \
  /* dx, dgamma +=?, dbeta +=?, dy, x, saved, gamma, y; rows, columns, accumulate, activation */                       \
  X(layerNormBackward)                                                                                                 \
  /* y, saved[2 columns], running[2 columns] (means, variances, updated), x, gamma, beta;                              \
     rows, columns, activation; eps, momentum */                                                                       \
  X(batchNorm)                                                                                                         \
  /* dx, dgamma +=?, dbeta +=?, dy, x, saved, gamma, y; rows, columns, accumulate, activation */                       \
  X(batchNormBackward)                                                                                                 \
  /* y, x, running[2 columns], gamma, beta; rows, columns, activation; eps. y may be x. */                             \
  X(batchNormEvaluate)                                                                                                 \
  /* dx, dgamma +=?, dbeta +=?, dy, x, running, gamma, y; rows, columns, accumulate, activation; eps */                \
  X(batchNormEvaluateBackward)                                                                                         \
  /* w[inputs,outputs], norm[outputs], v[inputs,outputs], g[outputs]; inputs, outputs. w = g v / |v| a column */       \
  X(weightNorm)                                                                                                        \
  /* dv +=?, dg +=?, dw, v, g, norm; inputs, outputs, accumulate */                                                    \
  X(weightNormBackward)                                                                                                \
  /* history double[], scratch double[], length[groups], x; rows, columns, grouping, semantics, training. Updates the  \
     history when training, leaves L in length and what the gradient needs in scratch. */                              \
  X(codeLength)                                                                                                        \
  /* y, x, length[groups], logShare[rows] NULL?; rows, columns, grouping, activation.                                  \
     y = activation((L - logShare) x); y may be x. */                                                                  \
  X(scaleByLength)                                                                                                     \
  /* dx, dy, y, length[groups], logShare[rows] NULL?; rows, columns, grouping, activation. L is a constant. */         \
  X(scaleByLengthBackward)                                                                                             \
  /* dx, dy, x, y, length[groups], logShare[rows] NULL?, scratch; rows, columns, grouping, activation.                 \
     The gradient through both factors of y = activation((L - logShare) x). */                                         \
  X(codeLengthBackward)                                                                                                \
  /* history double[1] (batches seen), length[1]; training. L = log(t+1), t counted up first when training */          \
  X(gainLength)

/// Doubles in a regularity layer's scratch and history, for the Swift side that allocates them.
#define REGNORM_SCRATCH_HEADER 8
#define REGNORM_SCRATCH_ARRAYS 7
#define REGNORM_HISTORY_HEADER 3
#define REGNORM_PADDED_GROUPS(groups) (((groups) + 15) & ~(intptr_t)15)
