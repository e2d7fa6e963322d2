# flatten takes the axis of the batch as well.
model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> flatten |> Linear(10)
}

#! error[S012] at 3:34: Linear needs the size of its last axis
#!   help: keep the axis of the batch: |> flatten(start: 1)
