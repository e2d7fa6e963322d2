# Two ways that agree for even lengths only.
model Net(image: Float[B, 3, H, W]) {
    small = image |> Conv2d(8, 3, stride: 2, padding: 1)
    down  = image |> avgPool2d(2) |> Conv2d(8, 1)
    total = small + down
}

#! error[S003] at 5:13: cannot combine the shapes [B, 8, (H+1)//2, (W+1)//2] and [B, 8, H//2, W//2]: the lengths (W+1)//2 and W//2 differ (for W = 63: 32 and 31)
#!   help: declare the lengths so that they are always the same
