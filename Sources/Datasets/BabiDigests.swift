import Digests

/// The identities of the published bAbI graph files.
///
/// One digest stands for the ten files of a fold and task. This command prints the digest in a fold's folder:
/// `sha256sum test/18_*.txt train/18_*.txt | sha256sum`. A trial's identity therefore names only the files that the
/// trial reads, and an altered byte in any of them changes the identity.
enum BabiDigests {
  /// The digests by task, in the order of folds 1 … 10.
  static let published: [BabiTask: [Digest]] = [
    .twoArguments: [
      "1d6b5b1e2c65f4bd94b1ba6c61feadb8336356873de8123ae7987a18af34c1db",
      "2d5da8b2f2c752b83c3a3f3750e566fea1ec6134f92083c08e8cb39df1122e5b",
      "01464e1c1497f3d2090fa0518984823ab35dcfe91b306acf3c0cf3997a374ecc",
      "8f09cf384a0e037d1063e8421e9c68109c02e564c664e65c4eccceb3ee9c22c7",
      "98a47538783cdaf7fdacd896913256da5c00839a1263ba1d6cb86e3db0f45d7e",
      "92d6ceaf7166c1dcbfa92fd1700d3027dff846743c776f0efdb23a3861ca0016",
      "120ded3cf92684560eecd1c9f135db2beb4d377b5ec35361305c38524edbac64",
      "f66c3ca2d21a9731c4cd2c91c297ffb0ec8ab16fa3f6b12800ba94c5cac50a27",
      "be00cf6256d7e5e4d29f839b3c425cddb9acc9e8ec05e97ab4ddb62800e3ae2c",
      "c4eac9b9e41fb2c01c6eebd9c767ff9d0266573f265a8526e26045f9d4e62ff3",
    ],
    .deduction: [
      "94fdcf742f14c377387423f1693ee5863878fb93b3aec4c7fcca91ea741bfa3c",
      "725d595bcfce89a0e69e04d4e4f4636e94b3e97e991b5bed9f9facf0390e6a69",
      "ccae75bb79dd5f57b82c296314c0fd5c9b1a319db059aaf5d70072aaeddaea1f",
      "7eae4ac14440228a62b3a9ebfcdd6805766be5bf4ec7dbd4520af45d12b7a35c",
      "d72c8665335d92850b2bf09be12f68256bf60594364476a371dcc8a91d7bcb25",
      "b1abf7a27bcd6036c24e7095b2e94d7275ab0c73ecc5bbf7da9ac7b23f7e1a8a",
      "7d41bb9a1ddad9a228b4d3bc74701f9b3816ceb933959af4fc2035b31475790a",
      "0dfe8147716ab8738b12ba75e38f860ece12ea0a1152cfb8d8f98e89d90dad84",
      "adb06a2191d11fec53ec6ab1d6dc4c0dd0ebc658d51891b99e2574f86eb07270",
      "d2a1e9b211f47f1a652d61d436592f8a818b2030dd04bab10bbe5b6be48af9e8",
    ],
    .induction: [
      "a41375e55ec30febfb54167761a0251269660630acf3370d5fd1c95009928382",
      "b0df143509782d55cf16a71249c1c450b67f4b098b9187c31d59f4ba670d30bb",
      "d21cae3ba8b2274739d24faed60810160bdedd0b7e716f5bae897814af33c185",
      "55d1c602d57bd5ad9a2b3acb1ffefc705b277e2d6663122e10fe71a3f6b6dce2",
      "8669316eb1f357b417a0291f7aa60e9c4bac6f8588940623d6396372c00df265",
      "102732bca9550197679c87ed0a58982b76b5019a394bfa140c581d18ac6241c0",
      "69244a02ac85592bb20f83f16e00ecc66d46258437808cc9e232d362d8faebc8",
      "cdcae31da38d67958206650289e318842cd41748a1d7558584b671365cf357f0",
      "6ec18f2f87264f0fd134220772644ede31c535a5ebd9f061023dd45451896532",
      "bf0637d155f4f113822a0ecdb8dc30eee43c996d2cfc1e707fa9ba9a1e817356",
    ],
    .size: [
      "9697626921cec91aba59ece3943d8f731f329a97e6ae59a9cfeaa15e0078230c",
      "f3c8a4e0c999239ceaf26d9460d637758c0c8c79fd3ac6b280f1ff7ba8292a0a",
      "9906556c120fa1f1d617bf35f66ccd9f03abb46e4d0a3e0254d3d3e594b89c89",
      "7feb9e86473a9f9674fd2fb37d060113f23a11e9b13a54967d9229725aa36549",
      "abe864efd039324e978c51ec1ea39635806cdd3a73dd562e3647fb5217b83cd4",
      "d1764a9851d6c12663445973d6a98b8fe11babe4481b5aaa2961b549d275d24f",
      "5ad5e692dafcdf0918ce3908aa5ddab7b92bedf98a5e211018c2984c186fb57f",
      "950150ba2506193e84a888d96e5709ccd6eb71598092c440acc49b4091e691ca",
      "fbd4d4142353d0157f9a2c9f35f87413ff6f35891bec69310b184519068fda79",
      "a58515c9f40ab6d8d6f5bd98b5a7a9d6dd7b461cb620f4dfe66bc0284e5ac3c2",
    ],
    .pathFinding: [
      "946cf0af866f7eb40072819685b73308dac314441a433ba8320095d68b5ef7e0",
      "9bd3e89199886478cb07fafbd28e60d8306a88f0441acd427e583ed95f370f6e",
      "dad258acf3b783caedbf5b74b129753c41785b8a30f5f58997b5f7e766b6ab66",
      "487832c37a344a37cb6e347fb981f498ad9ef855d300f251b4e6e89fdd5102ba",
      "de5b7ed5a8be4ad7d23d434994e6b18edfa9ae9c1bc72d07629bbb7b0d7745b5",
      "22b89ff89061e1bd0da4618a91918d3174cf8be5fb3dbcbbec1e41d9098899a9",
      "fc9a2ed68f40ab6bc8c4299024becec34110c97afe0862e73a5773e86d05b2de",
      "e5e539415246c64483cc90fb1d07b4917add0749043777b0239143eef983bc53",
      "79ab9ef722d40fe317d1712ce7a36496bc2713bb87bd2045863050412ca47361",
      "ae737a6c6de224fb6aeb592952d921d4b7da71674273c2b0df3e414ef89a9c0b",
    ],
  ]

  /// The size of the ten files of a task in `fold` together, in bytes.
  static func byteCount(of task: BabiTask, fold: Int) -> Int {
    switch task {
    case .twoArguments: 42_080
    case .deduction: 162_118
    case .induction:
      [136_150, 137_797, 137_704, 137_644, 137_721, 136_156, 136_151, 137_564, 137_674, 137_601][fold - 1]
    case .size:
      [131_556, 131_998, 130_594, 130_364, 130_340, 131_850, 131_154, 131_860, 130_558, 130_088][fold - 1]
    case .pathFinding: 74_126
    }
  }
}
