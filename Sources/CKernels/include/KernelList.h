#pragma once

/// The integer dimensions of instructions: X(family, dimensions...). Each line becomes a structure of integers, such as
/// `ProductDimensions`, whose fields name the dimensions.
///
/// `accumulate` is 1 if an output is added to, else 0. `transposeA`, `transposeB` and `training` are 1 or 0 too.
/// Activations: 0 none, 1 relu, 2 tanh, 3 sigmoid. Groupings: 0 all elements, 1 one group per row, 2 one per column.
/// Semantics: 0 published, 1 corrected. Strides and offsets are in elements; a stride of 0 repeats one element.
#define REGNORM_DIMENSION_FAMILIES(X)                                                                                  \
  X(Element, n)                                                                                                        \
  X(Sum, n, accumulate)                                                                                                \
  X(Row, n, width)                                                                                                     \
  X(ClassShare, n, classes)                                                                                            \
  X(Product, m, n, k, transposeA, transposeB, accumulate, activation)                                                  \
  X(BatchedProduct, batch, m, n, k, transposeA, transposeB, accumulate)                                                \
  /* kind: 0 add, 1 subtract, 2 multiply, 3 divide. y is contiguous. */                                                \
  X(Broadcast, kind, extents[4], aStrides[4], bStrides[4])                                                             \
  X(Reduction, outer, middle, inner, accumulate)                                                                       \
  X(StridedCopy, extents[4], yStrides[4], xStrides[4], yOffset, xOffset, accumulate)                                   \
  X(Patch, batch, height, width, channels, kernelHeight, kernelWidth, stride)                                          \
  X(Pool, batch, height, width, channels, size)                                                                        \
  X(Cell, batch, hidden)                                                                                               \
  X(Layer, rows, columns, activation)                                                                                  \
  X(LayerGradient, rows, columns, accumulate, activation)                                                              \
  X(WeightNorm, inputs, outputs)                                                                                       \
  X(WeightNormGradient, inputs, outputs, accumulate)                                                                   \
  X(CodeLength, rows, columns, grouping, semantics, training)                                                          \
  X(Scaling, rows, columns, grouping, activation)                                                                      \
  X(Gain, training)

/// Every kernel: X(name, family of dimensions, operands, operations, exponentials). `d` are the dimensions.
///
/// An operand is {name and shape, use, bytes}: float32 unless the name says otherwise, one number if no shape is given.
/// The first operand may be the same memory as an operand that is OVER, and as no other. Uses:
///   READ, WRITE, UPDATE   read, written, both
///   SUM                   written or, with `d.accumulate`, added to the present values
///   STATE                 numbers that the kernel keeps between calls, or scratch: read and written, counted once
///   IDLE                  not accessed with these dimensions
///   OPTIONAL              may be NULL
///   OVER                  may be the first operand: each of its elements, rows or columns is read before the first
///                         operand's is written
///   AGAIN                 read twice, because every result needs a sum over the whole operand
///   INDEXED               rows of a table that an index selects, `bytes` in all
/// `bytes` are stated if a kernel accesses only a part of its operand. Operations are the floating-point operations of
/// matrix products; a fused multiply-add counts as two. Exponentials are evaluations of exp, log, tanh or the like.
#define REGNORM_KERNELS(X)                                                                                             \
  /* Matrix products. */                                                                                               \
  /* C = activation((C +) A B + bias). Transposed, A is [k,m] and B [n,k]. Accumulates only without bias and           \
     activation. */                                                                                                    \
  X(gemm, Product,                                                                                                     \
    ({"C[m,n]", SUM}, {"A[m,k]", READ}, {"B[k,n]", READ}, {"bias[n]", READ | OPTIONAL}),                               \
    2.0 * d.m * d.n * d.k, curved(d.activation) * d.m * d.n)                                                           \
  X(batchedGemm, BatchedProduct,                                                                                       \
    ({"C[batch,m,n]", SUM}, {"A[batch,m,k]", READ}, {"B[batch,k,n]", READ}), 2.0 * d.batch * d.m * d.n * d.k, 0)       \
  /* Elementwise over n elements. */                                                                                   \
  /* Constant: value. */                                                                                               \
  X(fill, Element, ({"y[n]", WRITE}), 0, 0)                                                                            \
  X(copy, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, 0)                                                     \
  X(add, Element, ({"y[n]", WRITE}, {"a[n]", READ | OVER}, {"b[n]", READ | OVER}), 0, 0)                               \
  X(subtract, Element, ({"y[n]", WRITE}, {"a[n]", READ | OVER}, {"b[n]", READ | OVER}), 0, 0)                          \
  X(multiply, Element, ({"y[n]", WRITE}, {"a[n]", READ | OVER}, {"b[n]", READ | OVER}), 0, 0)                          \
  X(divide, Element, ({"y[n]", WRITE}, {"a[n]", READ | OVER}, {"b[n]", READ | OVER}), 0, 0)                            \
  X(minimum, Element, ({"y[n]", WRITE}, {"a[n]", READ | OVER}, {"b[n]", READ | OVER}), 0, 0)                           \
  X(maximum, Element, ({"y[n]", WRITE}, {"a[n]", READ | OVER}, {"b[n]", READ | OVER}), 0, 0)                           \
  /* The smaller (larger) operand gets the gradient; equal operands get half each. */                                  \
  X(minimumBackward, Element,                                                                                          \
    ({"da[n]", WRITE}, {"db[n]", WRITE}, {"dy[n]", READ}, {"a[n]", READ}, {"b[n]", READ}), 0, 0)                       \
  X(maximumBackward, Element,                                                                                          \
    ({"da[n]", WRITE}, {"db[n]", WRITE}, {"dy[n]", READ}, {"a[n]", READ}, {"b[n]", READ}), 0, 0)                       \
  /* y = scale x + shift. Constants: scale, shift. */                                                                  \
  X(scaleShift, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, 0)                                               \
  /* y += scale x. Constant: scale. */                                                                                 \
  X(accumulate, Element, ({"y[n]", UPDATE}, {"x[n]", READ}), 0, 0)                                                     \
  /* dx = dy where low <= x <= high, else 0. Constants: low, high. */                                                  \
  X(clamp, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, 0)                                                    \
  X(clampBackward, Element, ({"dx[n]", WRITE}, {"dy[n]", READ | OVER}, {"x[n]", READ | OVER}), 0, 0)                   \
  X(relu, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, 0)                                                     \
  X(reluBackward, Element, ({"dx[n]", WRITE}, {"dy[n]", READ | OVER}, {"y[n]", READ | OVER}), 0, 0)                    \
  X(tanh, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, d.n)                                                   \
  X(tanhBackward, Element, ({"dx[n]", WRITE}, {"dy[n]", READ | OVER}, {"y[n]", READ | OVER}), 0, 0)                    \
  X(sigmoid, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, d.n)                                                \
  X(sigmoidBackward, Element, ({"dx[n]", WRITE}, {"dy[n]", READ | OVER}, {"y[n]", READ | OVER}), 0, 0)                 \
  X(exp, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, d.n)                                                    \
  /* y = max(log x, floor). Constant: floor. */                                                                        \
  X(log, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, d.n)                                                    \
  X(logBackward, Element, ({"dx[n]", WRITE}, {"dy[n]", READ | OVER}, {"x[n]", READ | OVER}), 0, 0)                     \
  X(sqrt, Element, ({"y[n]", WRITE}, {"x[n]", READ | OVER}), 0, 0)                                                     \
  /* The gradients of the activation and the bias in one pass. */                                                      \
  X(activationBackward, LayerGradient,                                                                                 \
    ({"dx[rows,columns]", WRITE}, {"dbias[columns]", SUM | OPTIONAL}, {"dy[rows,columns]", READ | OVER},               \
     {"y[rows,columns]", d.activation ? READ : IDLE}), 0, 0)                                                           \
  /* Shapes. */                                                                                                        \
  X(broadcastBinary, Broadcast, ({"y[extents]", WRITE}, {"a", READ}, {"b", READ}), 0, 0)                               \
  /* y = scale times the sum over the middle. Constant: scale. */                                                      \
  X(reduceSum, Reduction, ({"y[outer,inner]", SUM}, {"x[outer,middle,inner]", READ}), 0, 0)                            \
  X(copyStrided, StridedCopy, ({"y", SUM, bytes_of(d.extents)}, {"x", READ, bytes_of(d.extents)}), 0, 0)               \
  /* Rows and indices. */                                                                                              \
  X(gatherRows, Row,                                                                                                   \
    ({"y[n,width]", WRITE}, {"table[rows,width]", READ | INDEXED, 4 * d.n * d.width}, {"index int32[n]", READ}), 0, 0) \
  /* Adds in the order of n. */                                                                                        \
  X(scatterAddRows, Row,                                                                                               \
    ({"dtable[rows,width]", UPDATE | INDEXED, 4 * d.n * d.width}, {"dy[n,width]", READ}, {"index int32[n]", READ}),    \
    0, 0)                                                                                                              \
  X(gatherElements, Row, ({"y[n]", WRITE}, {"x[n,width]", READ | INDEXED, 4 * d.n}, {"index int32[n]", READ}), 0, 0)   \
  /* All other elements are 0. */                                                                                      \
  X(scatterElements, Row, ({"dx[n,width]", WRITE}, {"dy[n]", READ}, {"index int32[n]", READ}), 0, 0)                   \
  /* The index of the first of equal maxima. */                                                                        \
  X(argmaxRows, Row, ({"index int32[n]", WRITE}, {"x[n,width]", READ}), 0, 0)                                          \
  /* Adds the number of rows whose argmax is the label. */                                                             \
  X(countCorrect, Row, ({"count int32", UPDATE}, {"scores[n,width]", READ}, {"label int32[n]", READ}), 0, 0)           \
  /* Losses. Constant: scale, except for softmax. */                                                                   \
  X(logSoftmax, Row, ({"y[n,width]", WRITE}, {"x[n,width]", READ}), 0, 1.0 * d.n * d.width)                            \
  X(logSoftmaxBackward, Row,                                                                                           \
    ({"dx[n,width]", WRITE}, {"dy[n,width]", READ}, {"y[n,width]", READ}), 0, 1.0 * d.n * d.width)                     \
  /* loss = -scale times the sum of the labels' log probabilities. */                                                  \
  X(negativeLogLikelihood, Row, ({"loss", WRITE}, {"logProbability[n,width]", READ}, {"label int32[n]", READ}), 0, 0)  \
  X(negativeLogLikelihoodBackward, Row, ({"dx[n,width]", WRITE}, {"dloss", READ}, {"label int32[n]", READ}), 0, 0)     \
  /* Log-softmax and the negative log likelihood in one pass. Keeps the softmax. */                                    \
  X(crossEntropy, Row,                                                                                                 \
    ({"loss", WRITE}, {"probability[n,width]", WRITE}, {"logits[n,width]", READ}, {"label int32[n]", READ}),           \
    0, 1.0 * d.n * d.width)                                                                                            \
  X(crossEntropyBackward, Row,                                                                                         \
    ({"dx[n,width]", WRITE}, {"dloss", READ}, {"probability[n,width]", READ}, {"label int32[n]", READ}), 0, 0)         \
  /* loss = scale times the sum of (a - b) squared. */                                                                 \
  X(squaredError, Element, ({"loss", WRITE}, {"a[n]", READ}, {"b[n]", READ}), 0, 0)                                    \
  X(squaredErrorBackward, Element, ({"da[n]", WRITE}, {"dloss", READ}, {"a[n]", READ}, {"b[n]", READ}), 0, 0)          \
  /* loss = -scale times the sum of t log p + (1-t) log(1-p), with logs clamped at -100. dp = scale dloss (p-t) /      \
     max(p(1-p), 1e-12). */                                                                                            \
  X(binaryCrossEntropy, Element, ({"loss", WRITE}, {"p[n]", READ}, {"t[n]", READ}), 0, 2.0 * d.n)                      \
  X(binaryCrossEntropyBackward, Element, ({"dp[n]", WRITE}, {"dloss", READ}, {"p[n]", READ}, {"t[n]", READ}), 0, 0)    \
  /* Images, [batch,height,width,channels]. Patches are [batch*outHeight*outWidth,                                     \
     kernelHeight*kernelWidth*channels]. */                                                                            \
  X(imageToColumns, Patch, ({"patches", WRITE}, {"x[images]", READ}), 0, 0)                                            \
  /* Every element of dx is written. */                                                                                \
  X(columnsToImage, Patch, ({"dx[images]", WRITE}, {"dpatches", READ}), 0, 0)                                          \
  /* Windows of size by size, with stride size; remainders are dropped. The winner is the index in x of the first of   \
     equal maxima. */                                                                                                  \
  X(maxPool, Pool, ({"y[windows]", WRITE}, {"winner int32[windows]", WRITE}, {"x[images]", READ}), 0, 0)               \
  X(maxPoolBackward, Pool, ({"dx[images]", WRITE}, {"dy[windows]", READ}, {"winner int32[windows]", READ}), 0, 0)      \
  /* Recurrent cells. `gates` has the activated gates i, f, g, o. */                                                   \
  X(lstmCell, Cell,                                                                                                    \
    ({"newH[batch,hidden]", WRITE}, {"newC[batch,hidden]", WRITE}, {"gates[batch,4hidden]", WRITE},                    \
     {"preactivation[batch,4hidden]", READ}, {"c[batch,hidden]", READ}), 0, 5.0 * d.batch * d.hidden)                  \
  X(lstmCellBackward, Cell,                                                                                            \
    ({"dpreactivation[batch,4hidden]", WRITE}, {"dc[batch,hidden]", WRITE}, {"dnewH[batch,hidden]", READ},             \
     {"dnewC[batch,hidden]", READ | OPTIONAL}, {"gates[batch,4hidden]", READ}, {"newC[batch,hidden]", READ},           \
     {"c[batch,hidden]", READ}), 0, 0)                                                                                 \
  /* `saved` has r, z, n and the hidden part of n. dh is the part of the gradient that does not pass fromHidden. */    \
  X(gruCell, Cell,                                                                                                     \
    ({"newH[batch,hidden]", WRITE}, {"saved[batch,4hidden]", WRITE}, {"fromInput[batch,3hidden]", READ},               \
     {"fromHidden[batch,3hidden]", READ}, {"h[batch,hidden]", READ}), 0, 3.0 * d.batch * d.hidden)                     \
  X(gruCellBackward, Cell,                                                                                             \
    ({"dfromInput[batch,3hidden]", WRITE}, {"dfromHidden[batch,3hidden]", WRITE}, {"dh[batch,hidden]", WRITE},         \
     {"dnewH[batch,hidden]", READ}, {"saved[batch,4hidden]", READ}, {"h[batch,hidden]", READ}), 0, 0)                  \
  /* Optimizers over flat blocks. `gradientScale` multiplies the gradient. */                                          \
  /* v = momentum v + g; p -= rate v. Constant: momentum. */                                                           \
  X(stochasticGradientDescent, Element,                                                                                \
    ({"p[n]", UPDATE}, {"g[n]", READ}, {"velocity[n]", UPDATE | OPTIONAL}, {"rate", READ},                             \
     {"gradientScale", READ | OPTIONAL}), 0, 0)                                                                        \
  /* `powers` are beta1^t and beta2^t. Constants: beta1, beta2, eps. */                                                \
  X(adam, Element,                                                                                                     \
    ({"p[n]", UPDATE}, {"g[n]", READ}, {"m[n]", UPDATE}, {"v[n]", UPDATE}, {"powers double[2]", STATE},                \
     {"rate", READ}, {"gradientScale", READ | OPTIONAL}), 0, 0)                                                        \
  /* Constants: alpha, eps. */                                                                                         \
  X(rmsprop, Element,                                                                                                  \
    ({"p[n]", UPDATE}, {"g[n]", READ}, {"square[n]", UPDATE}, {"rate", READ}, {"gradientScale", READ | OPTIONAL}),     \
    0, 0)                                                                                                              \
  X(sumOfSquares, Sum, ({"sum double", SUM}, {"x[n]", READ}), 0, 0)                                                    \
  /* factor = min(1, maxNorm / (norm + 1e-6)) with n = 1. NaN if the sum is NaN, so that divergence shows. Constant:   \
     maxNorm. */                                                                                                       \
  X(clipFactor, Element, ({"factor[n]", WRITE}, {"sumOfSquares double[n]", READ}), 0, 0)                               \
  /* y += weight (x - y). Constant: weight. */                                                                         \
  X(lerp, Element, ({"y[n]", UPDATE}, {"x[n]", READ}), 0, 0)                                                           \
  /* Random numbers: Philox4x32-10. A stream is its key and its next block. Every 64 numbers begun use 16 blocks. */   \
  /* low <= y <= high. Constants: low, high. */                                                                        \
  X(randomUniform, Element, ({"y[n]", WRITE}, {"stream uint64[2]", STATE}), 0, 0)                                      \
  /* Constants: mean, standardDeviation. */                                                                            \
  X(randomNormal, Element, ({"y[n]", WRITE}, {"stream uint64[2]", STATE}), 0, d.n)                                     \
  /* Batches. y = table[pixel]. */                                                                                     \
  X(gatherImages, Row,                                                                                                 \
    ({"y[n,width]", WRITE}, {"pixels uint8[rows,width]", READ | INDEXED, d.n * d.width}, {"index int32[n]", READ},     \
     {"table[256]", READ}), 0, 0)                                                                                      \
  X(gatherLabels, Element,                                                                                             \
    ({"y int32[n]", WRITE}, {"labels uint8[rows]", READ | INDEXED, d.n}, {"index int32[n]", READ}), 0, 0)              \
  /* The log of the share of the row's class in the batch. */                                                          \
  X(logClassShare, ClassShare, ({"y[n]", WRITE}, {"label int32[n]", READ}), 0, 0)                                      \
  REGNORM_NORMALIZATION_KERNELS(X)

/// Normalizations over x[rows,columns]. `normalization/regularity.h` says what a regularity layer's history holds.
#define REGNORM_NORMALIZATION_KERNELS(X)                                                                               \
  /* `saved` has the mean and 1/std of each row. Constant: eps. */                                                     \
  X(layerNorm, Layer,                                                                                                  \
    ({"y[rows,columns]", WRITE}, {"saved[2rows]", WRITE}, {"x[rows,columns]", READ | OVER}, {"gamma[columns]", READ},  \
     {"beta[columns]", READ}), 0, curved(d.activation) * d.rows * d.columns)                                           \
  X(layerNormBackward, LayerGradient,                                                                                  \
    ({"dx[rows,columns]", WRITE}, {"dgamma[columns]", SUM}, {"dbeta[columns]", SUM}, {"dy[rows,columns]", READ},       \
     {"x[rows,columns]", READ}, {"saved[2rows]", READ}, {"gamma[columns]", READ},                                      \
     {"y[rows,columns]", d.activation ? READ : IDLE}), 0, 0)                                                           \
  /* `running` has means and variances. Constants: eps, momentum. */                                                   \
  X(batchNorm, Layer,                                                                                                  \
    ({"y[rows,columns]", WRITE}, {"saved[2columns]", WRITE}, {"running[2columns]", UPDATE},                            \
     {"x[rows,columns]", READ}, {"gamma[columns]", READ}, {"beta[columns]", READ}),                                    \
    0, curved(d.activation) * d.rows * d.columns)                                                                      \
  X(batchNormBackward, LayerGradient,                                                                                  \
    ({"dx[rows,columns]", WRITE}, {"dgamma[columns]", SUM}, {"dbeta[columns]", SUM}, {"dy[rows,columns]", READ},       \
     {"x[rows,columns]", READ}, {"saved[2columns]", READ}, {"gamma[columns]", READ},                                   \
     {"y[rows,columns]", d.activation ? READ : IDLE}), 0, 0)                                                           \
  /* Constant: eps. */                                                                                                 \
  X(batchNormEvaluate, Layer,                                                                                          \
    ({"y[rows,columns]", WRITE}, {"x[rows,columns]", READ | OVER}, {"running[2columns]", READ},                        \
     {"gamma[columns]", READ}, {"beta[columns]", READ}), 0, curved(d.activation) * d.rows * d.columns)                 \
  X(batchNormEvaluateBackward, LayerGradient,                                                                          \
    ({"dx[rows,columns]", WRITE}, {"dgamma[columns]", SUM}, {"dbeta[columns]", SUM}, {"dy[rows,columns]", READ},       \
     {"x[rows,columns]", READ}, {"running[2columns]", READ}, {"gamma[columns]", READ},                                 \
     {"y[rows,columns]", d.activation ? READ : IDLE}), 0, 0)                                                           \
  /* w = g v / |v| for each column. */                                                                                 \
  X(weightNorm, WeightNorm,                                                                                            \
    ({"w[inputs,outputs]", WRITE}, {"norm[outputs]", WRITE}, {"v[inputs,outputs]", READ}, {"g[outputs]", READ}), 0, 0) \
  X(weightNormBackward, WeightNormGradient,                                                                            \
    ({"dv[inputs,outputs]", SUM}, {"dg[outputs]", SUM}, {"dw[inputs,outputs]", READ}, {"v[inputs,outputs]", READ},     \
     {"g[outputs]", READ}, {"norm[outputs]", READ}), 0, 0)                                                             \
  /* Updates the history when training. Writes L into length, and what the gradient needs into scratch. */             \
  X(codeLength, CodeLength,                                                                                            \
    ({"history double[]", STATE}, {"scratch double[]", STATE}, {"length[groups]", WRITE},                              \
     {"x[rows,columns]", d.training ? READ | AGAIN : READ}), 0, 1.0 * d.rows * d.columns)                              \
  /* y = activation((L - logShare) x). */                                                                              \
  X(scaleByLength, Scaling,                                                                                            \
    ({"y[rows,columns]", WRITE}, {"x[rows,columns]", READ | OVER}, {"length[groups]", READ},                           \
     {"logShare[rows]", READ | OPTIONAL}), 0, curved(d.activation) * d.rows * d.columns)                               \
  /* The gradient if L is a constant. */                                                                               \
  X(scaleByLengthBackward, Scaling,                                                                                    \
    ({"dx[rows,columns]", WRITE}, {"dy[rows,columns]", READ}, {"y[rows,columns]", d.activation ? READ : IDLE},         \
     {"length[groups]", READ}, {"logShare[rows]", READ | OPTIONAL}), 0, 0)                                             \
  /* The gradient through both factors of y = activation((L - logShare) x). */                                         \
  X(codeLengthBackward, Scaling,                                                                                       \
    ({"dx[rows,columns]", WRITE}, {"dy[rows,columns]", READ | AGAIN}, {"x[rows,columns]", READ | AGAIN},               \
     {"y[rows,columns]", d.activation ? READ | AGAIN : IDLE}, {"length[groups]", READ},                                \
     {"logShare[rows]", READ | OPTIONAL}, {"scratch double[]", STATE}), 0, 1.0 * d.rows * d.columns)                   \
  /* L = log(t+1), where t is the number of batches seen. When training, t is increased first. */                      \
  X(gainLength, Gain, ({"history double", STATE}, {"length", WRITE}), 0, 0)

/// The sizes, in doubles, of a regularity layer's scratch and history, which the Swift side allocates.
#define REGNORM_SCRATCH_HEADER 8
#define REGNORM_SCRATCH_ARRAYS 7
#define REGNORM_HISTORY_HEADER 3
#define REGNORM_PADDED_GROUPS(groups) (((groups) + 15) & ~(intptr_t)15)
