# Every wrong step of a pipeline is reported, not the first alone.
data digits {
    train = imageFolder("train") |> resize(0) |> toFloat |> relu |> centerCrop(-3) |> RandomRotation("x")
    valid = imageFolder("valid") |> resize(32) |> tofloat |> centerCrop(-3)
}

#! error[T001] at 3:44: size is 0; it must lie between 1 and 16384
#! error[T001] at 3:50: x of relu cannot be a stream of samples
#! error[T001] at 3:80: size is -3; it must lie between 1 and 16384
#! error[T001] at 3:102: degrees of RandomRotation cannot be the string "x"
#! error[N001] at 4:51: there is no name tofloat
#!   help: did you mean toFloat?
#! error[T001] at 4:73: size is -3; it must lie between 1 and 16384
