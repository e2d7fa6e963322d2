# What this version does not run gets one clear answer.
model Listener(speech: Float[B, T~, 40]) {
    features = speech |> Linear(8)
}

#! error[T010] at 2:33: axes of varying length are not run yet
#!   help: use an axis of one length: T
