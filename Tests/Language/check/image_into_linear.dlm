# A layer that needs its last axis, after an image of any size.
model Net(image: Float[B, 3, H, W]) {
    logits = image |> Conv2d(16, 3, padding: 1) |> relu |> Linear(10)
}

#! error[S012] at 3:60: Linear needs the size of its last axis
#!   help: pool the image first: |> globalAvgPool
