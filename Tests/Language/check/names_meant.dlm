# Names that mean something in another form.
enum Speed { fast slow }

block Layer(m: Speed = .fsat, n: Int = "3") (x: Float[b, 8]) { x }

model Net(x: Float[B, 8]) {
    y = x |> Layer(fast)
    z = concat(x, x)
    u = concat(x, x, x)
    v = [i for i in range(3)]
    w = standardise(imagenet)
    n = 1 // 0
    s = "a" |> StepLR(30)
}

#! error[N010] at 4:24: m cannot be .fsat
#!   help: did you mean .fast?
#! error[T001] at 4:40: n cannot be the string "3"
#! error[N001] at 4:55: there is no name b
#!   help: lengths that a signature binds are capitals: B
#! error[N001] at 7:20: there is no name fast
#!   help: a case is written with a point: .fast
#! error[T001] at 8:19: concat takes one list of tensors
#!   help: put them in brackets: concat([x, x])
#! error[T001] at 9:19: concat takes one list of tensors
#!   help: put them in brackets: concat([x, x, x])
#! error[N001] at 10:21: there is no name range
#!   help: a range is written 0..<n; arange(n) gives a tensor
#! error[N001] at 11:9: there is no name standardise
#!   help: did you mean standardize?
#! error[N001] at 11:21: there is no name imagenet
#!   help: it is in a library: import vision
#! error[T007] at 12:14: // by zero has no value
#! error[T001] at 13:23: stepSize of StepLR cannot be the number 30
#!   help: write 30 epochs, or 30 steps
