# Names from another language.
import torch
model Net(image: Float[B, 3, 32, 32]) {
    x = nn.Conv2d(16, 3)(image)
    x = relu(x)
}

#! error[N008] at 2:8: there is no library torch, and no file torch.dlm
#!   help: libraries are vision
#! error[N001] at 4:9: there is no name nn
#!   help: layers and functions need no prefix: Conv2d(64, 3), relu
#! error[N002] at 5:5: the name x is taken
