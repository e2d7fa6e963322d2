# Mistakes in a data block.
data faces {
    train = imageFolder("train") |> resize(0) |> toFloat
    valid = imageFolder("valid") |> tofloat
    test  = images("test") |> toFloat |> toFloat
    side  = 32
    extra = relu
}

#! error[T001] at 3:44: size is 0; it must lie between 1 and 16384
#! error[N001] at 4:37: there is no name tofloat
#!   help: did you mean toFloat?
#! error[D007] at 5:42: image: toFloat wants UInt8 pixels; this is Float[3, faces.height, faces.width]
#!   help: leave out this toFloat
#! error[T001] at 6:13: a part of a data block is a source and its steps
#!   help: write a helper as let side = …
#! error[T001] at 7:13: a part of a data block is a source and its steps
#!   help: write a helper as let extra = …
