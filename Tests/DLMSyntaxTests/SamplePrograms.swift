/// Programs of every kind, for tests that need a whole one.
enum SamplePrograms {
    static let all = [layers, faces, speech, rest]

    static let layers = #"""
        # stdlib/nn.dlm
        ## Affine map of the last axis: y = x Wᵀ + b.
        block Linear(out: Int, bias useBias: Bool = true) (x: Float[..., I]) -> Float[..., out] {
            parameter weight: Float[out, I] = kaimingUniform(a: sqrt(5))
            parameter bias:   Float[out]    = uniform(-1/sqrt(I), 1/sqrt(I)) if useBias
            linear(x, weight, bias)
        }

        ## Stochastic gradient descent with momentum.
        block SGD(lr: Schedule, momentum = 0.0, weightDecay = 0.0) (p: Float[...], g: Float[...]) {
            buffer velocity: Float[...] = zeros if momentum > 0
            step = momentum * velocity + g + weightDecay * p
            update velocity = step
            p - lr * step
        }
        """#

    static let faces = #"""
        # models/resnet34.dlm: face classification, then verification by embedding distance
        import vision

        option data: Path = sampleFaces()               # dlm run models/resnet34.dlm --set data=DIR

        data faces {
            train = imageFolder(data/"train_data") |> toFloat |> standardize(imagenet)
                        |> RandomHorizontalFlip |> RandomRotation(50) |> centerCrop(64)
            valid = imageFolder(data/"val_data")   |> toFloat |> standardize(imagenet)
            test  = images(data/"test_data")       |> toFloat |> standardize(imagenet)
            pairs = imagePairs(data/"verification_pairs_dev.txt") |> toFloat |> standardize(imagenet)
        }

        block BasicBlock(channels: Int, stride: Int = 1) (x: Float[B, C, H, W]) {
            main = x |> Conv2d(channels, 3, stride: stride, padding: 1, bias: false) |> BatchNorm |> relu
                     |> Conv2d(channels, 3, padding: 1, bias: false)                 |> BatchNorm |> relu
            skip = if stride == 1 && C == channels { x }
                   else { x |> Conv2d(channels, 3, stride: stride, padding: 1, bias: false) |> BatchNorm }
            main + skip
        }

        model ResNet34(image: Float[B, 3, H, W]) {
            embedding = image
                |> Conv2d(64, 3, padding: 1, bias: false) |> BatchNorm |> relu
                |> repeat 3 { |> BasicBlock(64) }
                |> BasicBlock(128, stride: 2) |> repeat 3 { |> BasicBlock(128) }
                |> BasicBlock(256, stride: 2) |> repeat 5 { |> BasicBlock(256) }
                |> BasicBlock(512, stride: 2) |> repeat 2 { |> BasicBlock(512) }
                |> globalAvgPool |> Dropout(0.2)
            logits = embedding |> Linear(faces.classes)
        }

        train ResNet34 on faces {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.1, momentum: 0.9, weightDecay: 5e-5)
            schedule  = ReduceLROnPlateau(valid.accuracy, mode: .max, factor: 0.2, patience: 2 epochs)
            metrics   = { accuracy: accuracy(logits, label) }
            batch     = 64
            epochs    = 30
            keep      = best(valid.accuracy)
        }

        evaluate ResNet34 on faces.pairs {                 # a sample has the fields a, b, same
            score   = cosineSimilarity(ResNet34(a).embedding, ResNet34(b).embedding)
            metrics = { auc: rocAUC(score, same), eer: equalErrorRate(score, same) }
        }

        predict ResNet34 on faces.test {
            write "submission.csv" { id: name, label: faces.classNames[argmax(logits)] }
        }
        """#

    static let speech = #"""
        # models/pblstm.dlm: utterance to phonemes
        import audio

        option data: Path  = sampleSpeech()
        option levels: Int = 1                              # pyramid levels; each halves the frames

        data speech {
            train = npy(speech: data/"train.npy", phonemes: data/"train_phonemes.npy") |> normalizePerBin
            valid = npy(speech: data/"dev.npy",   phonemes: data/"dev_phonemes.npy")   |> normalizePerBin
            test  = npy(speech: data/"test.npy") |> normalizePerBin
        }

        model Listener(speech: Float[B, T~, 40]) {
            features = speech |> MaskFrequency(stepwise(0, [10 epochs: 5, 30 epochs: 10, 40 epochs: 15]))
                              |> MaskTime(stepwise(0, [10 epochs: 10, 30 epochs: 20, 40 epochs: 30]))
                              |> repeat 2 { |> Conv1d(256, 3, padding: .same, bias: false) |> relu |> BatchNorm } |> Dropout(0.25)
            encoded  = features |> BiLSTM(512, layers: 2, dropout: 0.25)
                                |> repeat levels { |> pairs(.mean) |> BiLSTM(512, layers: 2, dropout: 0.25) }   # T~ to T~//2
            logProbs = encoded |> relu |> Linear(128, bias: false) |> relu |> Dropout(0.5) |> Linear(42) |> logSoftmax
        }

        train Listener on speech {
            loss      = ctcLoss(logProbs, phonemes, blank: 0, infeasible: .refuse)
            optimizer = Adam(lr: 6e-4, weightDecay: 5e-6)
            clipNorm  = 0.5
            schedule  = ReduceLROnPlateau(valid.loss, factor: 0.2, patience: 5 epochs)
            metrics   = { distance: editDistance(beamSearch(logProbs, width: 1), phonemes) }
            batch     = 64
            epochs    = 52
        }
        """#

    static let rest = #"""
        ## What the others do not show.

        import "blocks/attention.dlm"
        enum Mode { min max }
        imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
        def half(x: Float[..., 2*N]) -> Float[..., N] = x[..., 0:2*N:2]
        gradient def half(x, dy) { zeros }
        block GRU(hidden: Int, reduction: Mode = .max) (x: Float[B, T~, C]) -> Float[B, T~, hidden] {
            stem = (|> Linear(hidden) |> relu)
            (h, c) = init(B, hidden)
            outputs = scan(stem(x), from: h) { h, x =>
                z = sigmoid(h @ w + x)
                z * h + (1 - z) * tanh(x) ** 2
            }
            cells = [Linear(hidden) for i in 0..<4 if i % 2 == 0 || !training]
            outputs |> repeat 2 { i => |> Linear(hidden // (i + 1)) as last } |> mean
        }
        train GAN on noise {
            phase critic {
                loss = mean(fake) - mean(real)
                optimizer = { "centres.**": SGD(lr: 0.5), else: SGD(lr: 0.1) }
                over = "critic.**"
            }
            let warm = 500 steps
            schedule = Warmup(warm)
        }
        """#
}
